class Config:
    colour = 'red'

    @property
    def shade(self):
        return self.tint.lower()


print(Config().colour)
Config().shade
