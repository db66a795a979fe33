package io.connectgateway.secret;

import io.connectgateway.PackagedTest;

@PackagedTest
class PackagedRotationIT extends RotationTest {}
