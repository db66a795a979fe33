package io.connectgateway.caller;

import jakarta.enterprise.context.ApplicationScoped;

/** The caller of the request that is being served. An environment of Lambda serves one request at a time. */
@ApplicationScoped
public class CurrentCaller {

    private volatile Caller caller;

    /** Called once in each request, before anything that asks for the caller. */
    public void set(Caller caller) {
        this.caller = caller;
    }

    public Caller get() {
        return caller;
    }
}
