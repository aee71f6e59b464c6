"""market_sim: traders with accounts, rules and inventories, stepping through a made-up market.

Stresses attribute-heavy object code: properties, inherited methods, `super()`, class attributes
as defaults, static and class methods, bound methods kept in dicts, polymorphic calls.
"""
import sys

DEFAULT_SIZE = 7000
EXPECTED = {
    30: (1016, 1292, 8157, 1200, 26983),
    7000: (26085, 345374, 155498, 158568, 515343),
}


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFF
        return (self.state >> 20) % limit


class Account:
    fee = 1
    opened = 0

    def __init__(self, owner, balance):
        self.owner = owner
        self._balance = balance
        self.entries = 0
        Account.opened += 1

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise ValueError("overdrawn")
        self.entries += 1
        self._balance = value

    def pay(self, amount):
        self.balance = self.balance - amount - self.fee

    def receive(self, amount):
        self.balance += amount

    @classmethod
    def total_opened(cls):
        return cls.opened

    @staticmethod
    def rounded(amount):
        return amount - amount % 5


class Savings(Account):
    fee = 2
    rate = 3

    def receive(self, amount):
        super().receive(amount + amount * self.rate // 100)


class Free(Account):
    fee = 0


class Item:
    __slots__ = ("name", "price", "stock")

    def __init__(self, name, price, stock):
        self.name = name
        self.price = price
        self.stock = stock

    def drift(self, random):
        self.price = max(5, self.price + random.below(7) - 3)


class Trader:
    patience = 3
    kind = "plain"

    def __init__(self, name, account):
        self.name = name
        self.account = account
        self.goods = {}
        self.trades = 0
        self.refusals = 0
        self.actions = {"buy": self.buy, "sell": self.sell, "rest": self.rest}

    def wants(self, item):
        return item.price < 40

    def choose(self, item, market):
        if self.goods.get(item.name, 0) > self.patience:
            return "sell"
        return "buy" if self.wants(item) else "rest"

    def act(self, item, market):
        self.actions[self.choose(item, market)](item, market)

    def buy(self, item, market):
        if item.stock <= 0:
            self.refusals += 1
            return
        try:
            self.account.pay(item.price)
        except ValueError:
            self.refusals += 1
            return
        item.stock -= 1
        self.goods[item.name] = self.goods.get(item.name, 0) + 1
        self.trades += 1
        market.turnover += item.price

    def sell(self, item, market):
        self.goods[item.name] -= 1
        self.account.receive(Account.rounded(item.price + 4))
        item.stock += 1
        self.trades += 1
        market.turnover += item.price

    def rest(self, item, market):
        pass


class Hoarder(Trader):
    patience = 9
    kind = "hoarder"

    def wants(self, item):
        return item.stock < 40 or super().wants(item)


class Flipper(Trader):
    patience = 0
    kind = "flipper"

    def rest(self, item, market):
        self.account.receive(1)


class Careful(Trader):
    kind = "careful"

    def __init__(self, name, account):
        super().__init__(name, account)
        self.limit = 25

    def wants(self, item):
        return item.price < self.limit

    def buy(self, item, market):
        super().buy(item, market)
        self.limit = max(10, self.limit - 1)

    def sell(self, item, market):
        super().sell(item, market)
        self.limit += 2


class Market:
    def __init__(self, seed):
        self.random = Random(seed)
        self.items = [Item(f"item{i}", 15 + i * 3, 50) for i in range(12)]
        self.turnover = 0
        kinds = (Trader, Hoarder, Flipper, Careful)
        accounts = (Account, Savings, Free)
        self.traders = [kinds[i % 4](f"t{i}", accounts[i % 3](f"t{i}", 500 + i * 10))
                        for i in range(30)]

    def step(self):
        random = self.random
        for trader in self.traders:
            for _ in range(4):
                trader.act(self.items[random.below(12)], self)
        for item in self.items:
            item.drift(random)


def main():
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    market = Market(2024)
    for _ in range(steps):
        market.step()
    trades = sum(t.trades for t in market.traders)
    refusals = sum(t.refusals for t in market.traders)
    money = sum(t.account.balance for t in market.traders)
    entries = sum(t.account.entries for t in market.traders)
    goods = sum(sum(t.goods.values()) for t in market.traders)
    stock = sum(item.stock for item in market.items)
    if goods + stock != 600 or Account.total_opened() != 30:
        sys.exit(f"market_sim: goods {goods} + stock {stock} is not 600")
    result = (trades, refusals, money, entries, market.turnover)
    expected = EXPECTED.get(steps)
    if expected is not None and result != expected:
        sys.exit(f"market_sim: wrong result {result}, not {expected}")
    print(f"market_sim {steps}: trades {trades}, refusals {refusals}, money {money}, "
          f"entries {entries}, turnover {market.turnover}")


main()
