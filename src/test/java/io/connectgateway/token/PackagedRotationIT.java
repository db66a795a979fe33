package io.connectgateway.token;

import io.connectgateway.PackagedTest;

@PackagedTest
class PackagedRotationIT extends RotationTest {}
