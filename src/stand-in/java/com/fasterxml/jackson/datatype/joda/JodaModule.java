package com.fasterxml.jackson.datatype.joda;

import com.fasterxml.jackson.databind.module.SimpleModule;

/**
 * Stands in for the module of this name that the Lambda extension registers for events with Joda's dates. An HTTP event has none, and
 * the real one would load 150 classes at every cold start.
 */
public final class JodaModule extends SimpleModule {

    private static final long serialVersionUID = 1L;
}
