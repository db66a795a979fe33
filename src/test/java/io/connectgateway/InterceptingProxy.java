package io.connectgateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A company's way out: it answers CONNECT, ends TLS with a certificate that a private authority signed for the host, and passes on what it
 * reads. Anything but CONNECT, or CONNECT to a host that it does not know, it closes.
 */
public final class InterceptingProxy implements Closeable {

    private record Upstream(SSLContext tls, URI server) {}

    private final Map<String, Upstream> upstreams = new ConcurrentHashMap<>();
    private final List<String> connects = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ServerSocket listener;
    private volatile String[] protocols = {"TLSv1.3", "TLSv1.2"};

    public InterceptingProxy() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread(() -> {
            while (true) {
                Socket client = listener.accept();
                thread(() -> serve(client));
            }
        });
    }

    /** Passes on to a server what is meant for a host, as which it shows itself. */
    public InterceptingProxy intercept(String host, PrivateAuthority authority, RawServer server) throws Exception {
        return intercept(host, authority, host, server);
    }

    /** The same, with a certificate for another name. */
    public InterceptingProxy intercept(String host, PrivateAuthority authority, String name, RawServer server)
            throws Exception {
        upstreams.put(host + ":443", new Upstream(authority.server(name), URI.create(server.url())));
        return this;
    }

    /** Passes on to one server what is meant for these hosts, with one certificate: Firefox refuses two with one serial number. */
    public InterceptingProxy intercept(List<String> hosts, PrivateAuthority authority, URI server) throws Exception {
        var upstream = new Upstream(authority.server(hosts.get(0)), server);
        hosts.forEach(host -> upstreams.put(host + ":443", upstream));
        return this;
    }

    /** From now on TLS has these versions. */
    public void protocols(String... versions) {
        protocols = versions;
    }

    /** As its clients are told: host and port. */
    public String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** The heads of all CONNECT requests. */
    public List<String> connects() {
        return List.copyOf(connects);
    }

    /** How many connections have been asked for to a host. */
    public long connectionsTo(String host) {
        return connects.stream()
                .filter(head -> head.startsWith("CONNECT " + host + ":443 "))
                .count();
    }

    /** Closes what is open, as a proxy does that has waited long enough. */
    public void closeConnections() {
        sockets.forEach(InterceptingProxy::quietly);
    }

    @Override
    public void close() {
        quietly(listener);
        closeConnections();
    }

    private void serve(Socket client) throws IOException {
        sockets.add(client);
        String head = head(client.getInputStream());
        connects.add(head);
        Upstream upstream = head.startsWith("CONNECT ") ? upstreams.get(head.split(" ")[1]) : null;
        if (upstream == null) {
            quietly(client);
            return;
        }
        client.getOutputStream().write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(ISO_8859_1));
        SSLSocket open = (SSLSocket) upstream.tls().getSocketFactory().createSocket(client, null, true);
        open.setEnabledProtocols(protocols);
        Socket server =
                new Socket(upstream.server().getHost(), upstream.server().getPort());
        sockets.add(server);
        thread(() -> pass(server, open));
        pass(open, server);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int octet = 0; octet >= 0 && head.indexOf("\r\n\r\n") < 0; ) {
            octet = in.read();
            head.append((char) octet);
        }
        return head.toString();
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void thread(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // one side has gone, and takes the other with it
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
