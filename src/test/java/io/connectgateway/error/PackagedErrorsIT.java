package io.connectgateway.error;

import io.connectgateway.PackagedTest;

@PackagedTest
class PackagedErrorsIT extends ErrorsTest {}
