package io.connectgateway.session;

import io.connectgateway.PackagedTest;

@PackagedTest
class PackagedConnectSessionsIT extends ConnectSessionsTest {}
