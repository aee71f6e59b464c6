class InsufficientFunds(Exception):
    def __init__(self, needed, available):
        super().__init__(f'need {needed}, have {available}')
        self.needed = needed


class Account:
    interest = 0.02
    count = 0

    def __init__(self, owner, balance=0):
        self.owner, self._balance, self.history = owner, balance, []
        type(self).count += 1

    @property
    def balance(self):
        return self._balance

    def deposit(self, n):
        if n <= 0:
            raise ValueError('deposit must be positive')
        self._balance += n
        self.history.append(('deposit', n))
        return self

    def withdraw(self, n):
        if n > self.limit():
            raise InsufficientFunds(n, self.limit())
        self._balance -= n
        self.history.append(('withdraw', n))
        return self

    def limit(self):
        return self._balance

    def __repr__(self):
        return f'{type(self).__name__}({self.owner!r}, {self._balance})'

    def __lt__(self, other):
        return self.balance < other.balance

    def __iadd__(self, n):
        return self.deposit(n)


class Overdraft(Account):
    count = 0

    def __init__(self, owner, balance=0, extra=100):
        super().__init__(owner, balance)
        self.extra = extra

    def limit(self):
        return super().limit() + self.extra


class Bank:
    def __init__(self):
        self.accounts = {}

    def open(self, cls, owner, *args, **kw):
        return self.accounts.setdefault(owner, cls(owner, *args, **kw))

    def transfer(self, a, b, n):
        src, dst = self.accounts[a], self.accounts[b]
        src.withdraw(n)
        try:
            dst.deposit(n)
        except ValueError:
            src.deposit(n)
            raise

    def __getitem__(self, k):
        return self.accounts[k]

    def __iter__(self):
        return iter(sorted(self.accounts.values()))

    def __len__(self):
        return len(self.accounts)

    def __contains__(self, k):
        return k in self.accounts


bank = Bank()
bank.open(Account, 'ann', 100)
bank.open(Overdraft, 'bob', 50, extra=200)
bank.open(Account, 'cyd')
bank.transfer('ann', 'cyd', 30)
bank.transfer('bob', 'ann', 200)
for args in (('cyd', 'ann', 1000), ('bob', 'cyd', 51), ('zed', 'ann', 1), ('ann', 'cyd', 0)):
    try:
        bank.transfer(*args)
        print('ok', args)
    except (InsufficientFunds, KeyError, ValueError) as error:
        print(type(error).__name__, error)
acc = bank['ann']
acc += 5
print(list(bank), len(bank), 'ann' in bank, Account.count, Overdraft.count, acc is bank['ann'])
for i in range(1, 300):
    try:
        bank.transfer(('ann', 'bob', 'cyd')[i % 3], ('bob', 'cyd', 'ann')[i % 3], i % 40)
    except (InsufficientFunds, ValueError) as error:
        acc.history.append(('failed', type(error).__name__))
print(list(bank), sum(a.balance for a in bank), {a.owner: len(a.history) for a in bank})
kinds = {}
for a in bank:
    for kind, _ in a.history:
        kinds[kind] = kinds.get(kind, 0) + 1
print(kinds)
