package io.connectgateway.sandbox;

import java.util.Map;

/** A real project at Gigs. */
public record GigsProject(String url, String project, String token) {
    static GigsProject of(Map<String, String> env) {
        String token = env.get("GIGS_TOKEN");
        String project = env.get("GIGS_PROJECT");
        if (token == null && project == null) {
            return null;
        }
        if (token == null || project == null) {
            throw new IllegalArgumentException("Set both GIGS_TOKEN and GIGS_PROJECT to use the real Gigs, or neither; "
                    + (token == null ? "GIGS_TOKEN" : "GIGS_PROJECT") + " is missing.");
        }
        return new GigsProject(env.getOrDefault("GIGS_URL", "https://api.gigs.com"), project, token);
    }

    @Override
    public String toString() {
        return "GigsProject[" + project + " at " + url + "]";
    }
}
