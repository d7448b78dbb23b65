"""Recomputes an assessment with nothing of the platform: python3 recompute.py scheme.json inputs.csv. README.md says why."""
import csv, json, sys
from fractions import Fraction as F

scheme = json.load(open(sys.argv[1], encoding="utf-8-sig"))
given = {(r["agency"], r["code"]): r["value"] for r in csv.DictReader(open(sys.argv[2], encoding="utf-8-sig"))}
places = scheme["places"]
half_up = lambda x: F((2 * x.numerator * 10**places + x.denominator) // (2 * x.denominator), 10**places)
pct = lambda text, otherwise: F(otherwise if text is None else text) / 100


def points(leaf, value, among):
    weight, more = F(leaf["weight"]), leaf["better"] == "more"
    if leaf["method"] == "expert":
        marks = sorted(map(F, value.split("/")))
        marks = marks[1:-1] if len(marks) > 2 else marks
        return weight * sum(marks) / len(marks) / 100
    v, each, cap = F(value), F(leaf["each"] or 0), leaf["cap"]
    if leaf["method"] == "ratio":
        rate = v / F(leaf["target"]) if more else (F(leaf["target"]) / v if v > 0 else pct(cap, 100))
        return 0 if rate < pct(leaf["floor"], 0) else weight * min(rate, pct(cap, 100))
    if leaf["method"] == "steps":
        fits = [F(s["points"]) for s in leaf["steps"] if (v >= F(s["from"]) if more else v <= F(s["from"]))]
        return max(fits, default=0)
    if leaf["method"] == "rank":
        better = sum(F(o) > v if more else F(o) < v for o in among)
        return weight - weight * (1 - pct(leaf["floor"], 0)) * F(better, len(among) - 1) if len(among) > 1 else weight
    if leaf["method"] == "deduct":
        return weight - (each * v if cap is None else min(F(cap), each * v))
    return min(F(cap), each * v) if leaf["method"] == "bonus" else 0


out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["agency", "group", "total", "rank", "grade"])
for group in scheme["groups"]:
    leaves = [l for l in scheme["leaves"] if l["group"] in (group, "all")]
    objects = [o["agency"] for o in scheme["objects"] if o["group"] == group]
    rows = []
    for agency in objects:
        got, gone = [], F(0)
        for leaf in leaves:
            value = given.get((agency, leaf["code"])) or None
            if value is None and scheme["missing"] == "left-out" and F(leaf["weight"]) > 0:
                gone += F(leaf["weight"])
            among = [given[o, leaf["code"]] for o in objects if given.get((o, leaf["code"]))]
            got.append(F(0) if value is None else half_up(F(max(0, points(leaf, value, among)))))
        veto = any(l["method"] == "veto" and F(given.get((agency, l["code"])) or 0) > 0 for l in leaves)
        total = half_up(sum(got) if not gone else (sum(got) * 100 / (100 - gone) if gone < 100 else F(0)))
        key = (veto, -total, [-p for p in got] if scheme["ties"] == "by-leaf" else [])
        rows.append((key, agency, total, veto))
    rows.sort()
    for i, (key, agency, total, veto) in enumerate(rows):
        rank = i + 1 if i == 0 or key != rows[i - 1][0] else rank
        shares, grade = F(0), scheme["grades"][-1]["title"]
        for one in [] if veto else scheme["grades"]:
            shares += F(one["share"])
            if rank <= shares * len(rows) / 100:
                grade = one["title"]
                break
        digits = str(int(total * 10**places)).zfill(places + 1)
        out.writerow([agency, group, digits[:-places] + "." + digits[-places:] if places else digits, rank, grade])
