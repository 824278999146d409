"""Checks a record with nothing but Python: python3 verify.py record.jsonl [--head HASH]; you are told one in each mail."""
import hashlib, json, sys
ALL, STRICTEST = 1 << 256, ("affirm", "pause", "slow", "hide", "fold", "note")  # a vote for one counts for those after it
def H(*parts): return hashlib.sha256(b"".join([len(part).to_bytes(8, "big") + part for part in parts])).digest()
def insist(holds, what):
    if not holds: raise ValueError(what)

def outcome_of(needs, choices, filled):  # the strictest that enough seats voted for
    appeal = {"affirm": -(-filled // 2), "voting": -(-2 * filled // 3)} if "voting" in needs else {}
    needs = {"note": needs.get("fold", ALL), **needs, **appeal}
    fit = [one for i, one in enumerate(STRICTEST, 1) if sum(c in STRICTEST[:i] for c in choices) >= needs.get(one, ALL)]
    enough = len(choices) >= needs.get("voting", 0) and filled >= needs.get("seats", 1)
    return fit[0] if fit and enough else "lapse" if "affirm" in needs else "keep"

def shuffled(leaves, seed):
    drawn, xs = sorted(leaves), (int.from_bytes(H(b"draw-v1", seed, n.to_bytes(8, "big")), "big") for n in range(ALL))
    for m in range(len(drawn), 1, -1):
        other = next(x for x in xs if x < ALL - ALL % m) % m
        drawn[m - 1], drawn[other] = drawn[other], drawn[m - 1]
    return drawn

def check(lines):  # gives the hash of each entry while all holds, then raises what does not
    last, chains, cases, as_json = bytes(32), [], {}, json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    for number, entry in enumerate(map(json.loads, lines)):
        body, kind, case = entry["body"], entry["body"]["type"], cases.get(entry["body"].get("case"), {})
        last = H(b"entry-v1", last, number.to_bytes(8, "big"), as_json.encode(body).encode())
        insist((entry["n"], entry["hash"]) == (number, last.hex()), "its hash follows from what it says and the one before")
        insist(chains or kind == "anchor", "a chain of secrets is anchored before all else")
        insist(kind != "checkpoint" or (len(body["root"]) == 64 and body["count"] >= 0), "it has a root and a count")
        insist(kind != "rota" or {*body["roles"].values()} <= {*case["order"]}, "roles go to those who were drawn")
        if kind == "anchor":  # "lost" gives up the chains before it
            chains = [*([] if body.get("lost") else chains), (bytes.fromhex(body["anchor"]), body.get("links", 10_000), number)]
        elif kind == "open":
            insist(not case and len({*body["leaves"]}) == len(body["leaves"]), "its case is new, and nobody is in it twice")
            cases[body["case"]] = {**body, "at": number, "hash": last, "nonce": "", "round": 0, "votes": [], "filled": 0}
        elif kind == "nonce":
            insist("leaves" in case and not case["nonce"], "it is the one number of a case that is not drawn yet")
            case["nonce"] = body["nonce"]
        elif kind == "draw":
            (end, links, anchored), secret = chains.pop(0), bytes.fromhex(body["secret"])
            chains[:0] = [(secret, links - 1, anchored)][: links - 1]
            insist(H(b"link-v1", secret) == end and anchored < case["at"], "its secret is the next of the chain")
            seed = H(b"seed-v1", case["hash"], secret, bytes.fromhex(case["nonce"]), bytes.fromhex(body["beacon"]))
            insist(body["order"] == case.setdefault("order", shuffled(case.pop("leaves"), seed)), "it is the order that the lot gives")
        elif kind == "tally":
            insist(case["round"] < body["round"] and "leaves" not in case, "a round comes after the draw and the round before")
            insist(len({vote["seat"] for vote in body["votes"]}) == len(body["votes"]) <= body.get("filled", case["n"]) <= case["n"], "each seat votes once")
            case |= {"round": body["round"], "votes": [vote["choice"] for vote in body["votes"]], "filled": body.get("filled", case["n"])}
        elif kind == "ruling":
            insist(body["outcome"] == outcome_of(case.pop("needs"), case["votes"], case["filled"]), "its outcome follows from the votes")
        yield last.hex()

if __name__ == "__main__":
    heads = []
    try:
        heads += check(open(sys.argv[1], encoding="utf-8"))
        insist({*sys.argv[3:]} <= {*heads}, "an entry has the hash that you were told")
    except (AttributeError, LookupError, OverflowError, TypeError, ValueError) as what:
        sys.exit(f"Stopped at entry {len(heads)}: this does not hold: {what}")
    print(f"All {len(heads)} entries hold. The last one’s hash is {heads[-1]}.")
