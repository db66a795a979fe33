package io.connectgateway.log;

import io.connectgateway.FaultyUpstream;
import io.connectgateway.PackagedTest;

@PackagedTest(FaultyUpstream.class)
class PackagedRequestLogIT extends RequestLogTest {}
