"""The same care days given to Ronda and to well-known routing tools, all plans judged by the referee."""
