package io.connectgateway.error;

import io.connectgateway.GatewayTest;

@GatewayTest
class InProcessErrorsTest extends ErrorsTest {}
