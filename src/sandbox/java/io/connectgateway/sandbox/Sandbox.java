package io.connectgateway.sandbox;

final class Sandbox {
    private Sandbox() {}

    public static void main(String[] args) {
        System.out.println("sandbox");
    }
}
