package io.connectgateway.gigs;

import io.connectgateway.FaultyUpstream;
import io.connectgateway.PackagedTest;

@PackagedTest(FaultyUpstream.class)
class PackagedOtherAnswersIT extends OtherAnswersTest {}
