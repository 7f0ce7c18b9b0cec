"""A folder of CSV files as a small team would keep it in a spreadsheet; invented for these tests."""

FILES = {
    "settings.csv": """\
setting,value
name,block week
start,2026-03-27
days,3
timezone,Europe/Madrid
weight.travel,1.5
weight.lateness,HARD
labour.longest_day,off
""",
    "carers.csv": """\
id,competencies,attributes,contract_hours,latitude,longitude,# phone
rosa,dementia:2@2027-01-31; hoist,catalan; woman,20,41.3900,2.1600,600 000 000
pau,medication,smoker,,41.4000,2.1700,
""",
    "shifts.csv": """\
carer,date,start,end,break_minutes,break_from,break_to,break_due_after_minutes
rosa,2026-03-27,08:00,14:00,15,11:00,13:00,360
pau,2026-03-27,22:00,06:00,,,,
""",
    "clients.csv": """\
id,latitude,longitude,attributes,wishes,refuses,carers_target
ada,41.3950,2.1650,cat,catalan; no smoker,pau,2
ben,41.3960,2.1660,,,,
""",
    "visits.csv": """\
id,client,date,windows,minutes,needs,must,priority,preferred,lateness
v1,ada,2026-03-27,08:00-10:00; 16:00-18:00,45,dementia:2,yes,3,08:30,
v2,ben,2026-03-27,23:30-00:30,20,,,,00:10,end
""",
    "links.csv": """\
first,second,least_minutes,most_minutes,carers,both
v1,v2,60,,different,no
""",
    "pins.csv": """\
visit,carer,date,start
v1,rosa,2026-03-27,08:15
""",
}


def block() -> dict[str, str]:
    """A fresh copy: file name -> text."""
    return dict(FILES)
