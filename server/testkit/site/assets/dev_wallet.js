// In place of the wallet for trying, in tests.
