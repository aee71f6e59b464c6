"""Sets of ints iterate in the order that their hashes and the history of the table give."""
import random
random.seed(7)
def show(tag,s): print(tag, s)
for n in range(40):
    k=random.randrange(1,40); top=10**random.randrange(1,12)
    vals=[random.randrange(top) for _ in range(k)]
    s=set()
    for v in vals: s.add(v)
    show('add',s)
    show('init',set(vals))
    show('copy',set(s)); show('copy2',s.copy()); show('fs',frozenset(s))
    show('or',s|{1,2,3,4}); show('and',s&set(range(100))); show('and2',set(range(100))&s); show('sub',s-{1,2,vals[0]}); show('xor', s^set(range(5)))
    show('star',{*s}); show('comp',{x+1 for x in s}); show('lst',set(list(s)))
    t=set(s)
    for v in vals[::3]: t.discard(v)
    show('disc',t); 
    for v in vals[::2]: t.add(v+1)
    show('disc-add',t); show('cpdisc',set(t)); show('cp2',t.copy())
    t=set(s); t.update(range(10)); show('upd',t); t=set(s); t.update(set(range(10))); show('upds',t); t|={7,8}; show('ior',t)
    t.difference_update(range(5)); show('dupd',t); t.intersection_update(range(50)); show('iupd',t)
    t=set(s); t.symmetric_difference_update(range(20)); show('sdu',t)
    neg={-v for v in vals}; show('neg',neg)
    show('pop',[s.pop() for _ in range(len(s)//2)]); show('left',s)
