def load_tests(loader, tests, pattern):
    return unittest.TestSuite([unittest.FunctionTestCase(TEST)])


if __name__ == "__main__":
    unittest.main()
