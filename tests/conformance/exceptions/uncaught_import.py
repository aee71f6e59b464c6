print('trying')
import no_such_module_anywhere
