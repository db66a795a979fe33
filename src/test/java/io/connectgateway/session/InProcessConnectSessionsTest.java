package io.connectgateway.session;

import io.connectgateway.GatewayTest;

@GatewayTest
class InProcessConnectSessionsTest extends ConnectSessionsTest {}
