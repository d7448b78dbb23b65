"""Recomputes a draw from its file, with nothing of the platform: python3 recompute.py draw.json. README.md says why."""
import hashlib, json, sys

sha = lambda text: hashlib.sha256(text.encode("utf-8")).hexdigest()
draw = json.load(open(sys.argv[1], encoding="utf-8"))
sealed, receipt = draw["sealed"], draw["receipt"]

# What was sealed is what the log holds, and the secret is the one that was promised.
about = receipt["opened"]["content"]["about"]
text = json.dumps(sealed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
assert sha(text) == about["sealed"], "the sealed text was changed"
assert sha(draw["secret"]) == sealed["commitment"] == about["commitment"], "another secret"

# The seed: the secret, and the checkpoint with the nodes' signatures, the log's own left out.
note = receipt["checkpoint"]
body, signatures = note[: note.rindex("\n\n") + 1], note[note.rindex("\n\n") + 2 :].splitlines()
origin = body.split("\n")[0]
nodes = sorted(line for line in signatures if not line.startswith("— " + origin + " "))
seed = sha("yancheng-draw/1\n" + draw["secret"] + "\n" + body + "".join(line + "\n" for line in nodes))

for pool in sealed["pools"]:
    for stratum in pool["strata"]:
        taken = [t for t in draw["taken"] if (t["pool"], t["stratum"]) == (pool["name"], stratum["name"])]
        taken.sort(key=lambda one: one["nth"])
        left, run = sorted(map(tuple, stratum["members"])), 0
        for one in taken:
            total = sum(weight for _, weight in left)
            while True:
                x = int(sha(f"{seed}/{pool['name']}/{stratum['name']}/{run}")[:16], 16)
                run += 1
                if x < 2**64 - 2**64 % total:
                    break
            x %= total
            for at, (digest, weight) in enumerate(left):
                if x < weight:
                    break
                x -= weight
            del left[at]
            assert digest == one["digest"], f"{pool['name']}/{stratum['name']} {one['nth']}: not as the seed has it"
            assert sha(f"{one['opened']['salt']}/{one['opened']['id']}") == digest, "opened as somebody else"
print("as drawn", seed)
