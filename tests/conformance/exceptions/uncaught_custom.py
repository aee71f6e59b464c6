class AppError(Exception):
    def __init__(self, code, text):
        super().__init__(code, text)
        self.code = code

    def __str__(self):
        return f'code {self.code}'


class App:
    def run(self, n):
        if n == 0:
            raise AppError(7, 'text')
        self.run(n - 1)


App().run(2)
