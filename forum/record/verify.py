"""Checks a record with nothing but Python: python3 verify.py record.jsonl [--head HASH]; you are told one in each mail."""
import hashlib, json, sys
ALL, STRICTEST = 1 << 256, ("affirm", "pause", "slow", "hide", "fold", "note")  # a vote for one counts for those after it
def H(*parts): return hashlib.sha256(b"".join([len(part).to_bytes(8, "big") + part for part in parts])).digest()
def insist(holds, what):
    if not holds: raise ValueError(what)
def least(n): return {"note": n // 2 + 1, "fold": n // 2 + 1, "hide": n - (n > 4) - (n > 6), "slow": n // 2 + 1, "pause": -(-6 * n // 7), "affirm": -(-n // 2)}
def outcome_of(needs, choices, filled):  # the strictest that enough seats voted for
    needs = {"note": needs.get("fold", ALL), **needs, **({"affirm": -(-filled // 2), "voting": -(-2 * filled // 3)} if "voting" in needs else {})}
    fit = [one for i, one in enumerate(STRICTEST, 1) if sum(c in STRICTEST[:i] for c in choices) >= needs.get(one, ALL)]
    return fit[0] if fit and len(choices) >= needs.get("voting", 0) and filled >= needs.get("seats", 1) else "lapse" if "affirm" in needs else "keep"
def holds_now(needs, votes, outcome): return outcome in STRICTEST and sum(vote.get("holds_now", False) and vote["choice"] in STRICTEST[: STRICTEST.index(outcome) + 1] for vote in votes) >= needs.get(outcome, needs.get("fold", ALL))
def carries(kind, standing, consent, yes, no, active):  # by a vote, where there was one; else by consent
    return not standing and consent > 0 and kind != "leaving" if yes is None else yes > (kind == "leaving") and 2 * (yes + no) >= active and 100 * yes >= (80 if kind in ("guidelines", "number", "leaving") else 75) * (yes + no)
def shuffled(leaves, seed):
    drawn, xs = sorted(leaves), (int.from_bytes(H(b"draw-v1", seed, n.to_bytes(8, "big")), "big") for n in range(ALL))
    for m in range(len(drawn), 1, -1):
        other = next(x for x in xs if x < ALL - ALL % m) % m
        drawn[m - 1], drawn[other] = drawn[other], drawn[m - 1]
    return drawn
def check(lines):  # gives the hash of each entry while all holds, then raises what does not
    last, chains, cases, waiting, appealed, as_json = bytes(32), [], {}, {}, set(), json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    for number, entry in enumerate(map(json.loads, lines)):
        body, kind, case = entry["body"], entry["body"]["type"], cases.get(entry["body"].get("case"), {})
        last, before, case["at"] = H(b"entry-v1", last, number.to_bytes(8, "big"), as_json.encode(body).encode()), case.get("at", ""), body["at"]
        insist((entry["n"], entry["hash"]) == (number, last.hex()), "its hash follows from what it says and the one before")
        insist((chains or kind == "anchor") and before <= body["at"], "a chain of secrets is anchored before all else, and time goes on in a case")
        if kind == "anchor":  # "lost" gives up the chains before it, and the pools
            chains, waiting = [*([] if body.get("lost") else chains), (bytes.fromhex(body["anchor"]), body.get("links", 10_000), number)], {} if body.get("lost") else waiting
        elif kind == "open":
            insist(body["case"] not in cases and len({*body["leaves"]}) == len(body["leaves"]) >= body["n"] and all(need >= least(body["n"]).get(one, 0) for one, need in body["needs"].items()) and ("voting" not in body["needs"] or body["case"] in appealed), "its case is new, and appealed if it judges an appeal, nobody is in it twice, and it needs as many of its seats as the rules say")
            cases[body["case"]], waiting[body["case"]] = {**body, "frozen": number, "hash": last, "nonce": "", "round": 0, "votes": []}, (body["due"], number)
        elif kind == "nonce":
            insist("leaves" in case and not case["nonce"] and body["at"] <= case["due"], "it is the one number of a case that is not drawn yet, and in time")
            case["nonce"], waiting[body["case"]] = body["nonce"], (body["at"], number)  # from now on it is due
        elif kind == "draw":
            (end, links, anchored), secret = chains.pop(0), bytes.fromhex(body["secret"])
            chains[:0] = [(secret, links - 1, anchored)][: links - 1]
            insist(body["case"] == min(waiting, key=waiting.get) and waiting.pop(body["case"])[0] <= body["at"] and H(b"link-v1", secret) == end and anchored < case["frozen"], "it is due, and nothing that became so before it is left, and its secret is the next of the chain")
            insist(body["order"] == case.setdefault("order", shuffled(case.pop("leaves"), H(b"seed-v1", case["hash"], secret, bytes.fromhex(case["nonce"]), bytes.fromhex(body["beacon"])))), "it is the order that the lot gives")
        elif kind == "rota": insist({*body["roles"].values()} <= {*case["order"]}, "roles go to those who were drawn")
        elif kind == "seats":
            insist("leaves" not in case and (reached := sorted(sum(body["passed"].values(), body["taken"]))) == [*range(len(reached))] and len(body["taken"]) <= case["n"], "as far as the lot was followed, each place took a seat or was passed over")
            case["filled"] = len(body["taken"])
        elif kind == "tally":
            insist(case["round"] < body["round"] <= 2 and body.get("filled", case["filled"]) == case["filled"] and {vote["seat"] for vote in body["votes"]} <= {*range(1, case["n"] + 1)} and len({vote["seat"] for vote in body["votes"]}) == len(body["votes"]) <= case["filled"], "a round comes after the seats were told and the round before, and each seat votes once")
            case |= {"round": body["round"], "votes": body["votes"]}
        elif kind == "ruling": insist((case["round"] == 2 or body["outcome"] == "lapse") and body["outcome"] == outcome_of(needs := case.pop("needs"), [vote["choice"] for vote in case["votes"]], case.get("filled", 0)) and body.get("commitment", case["commitment"]) == case["commitment"] and (all("holds_now" not in vote for vote in case["votes"]) or body.get("holds_now", False) == holds_now(needs, case["votes"], body["outcome"])), "its outcome follows from the final votes, of the words that the pool was drawn for, and whether it holds for later ones")
        elif kind == "appeal": appealed.add(body["case"]) if cases[body["of"]].get("needs") is None else insist(False, "what is appealed was ruled")
        elif kind == "decision": insist(body.get("outcome") != "adopted" or carries(*map(body.get, ("kind", "standing", "consent", "yes", "no", "active"))), "what was adopted was carried")
        elif kind == "checkpoint": insist(len(body["root"]) == 64 and body["count"] >= 0, "it has a root and a count")
        yield last.hex()
if __name__ == "__main__":
    heads = []
    try:
        heads += check(open(sys.argv[1], encoding="utf-8"))
        insist(heads and (not sys.argv[2:] or set() < {word for said in sys.argv[2:] for word in said.split("=")} - {"--head"} <= {*heads}), "an entry has the hash that you were told")
    except (AttributeError, LookupError, OverflowError, TypeError, ValueError) as what:
        sys.exit(f"Stopped at entry {len(heads)}: this does not hold: {what}")
    print(f"All {len(heads)} entries hold. The last one’s hash is {heads[-1]}.")
