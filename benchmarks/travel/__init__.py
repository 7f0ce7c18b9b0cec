"""How long travel times take: loading a city, matrices on foot, by car and by timetable, one client more."""
