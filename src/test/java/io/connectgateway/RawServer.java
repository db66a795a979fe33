package io.connectgateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server on the loopback interface that misbehaves as it is told, and remembers what has reached it. */
public final class RawServer implements Closeable {

    /** Serves a connection that has been accepted; it is closed afterwards. */
    @FunctionalInterface
    public interface Behaviour {
        void serve(Connection connection) throws IOException, InterruptedException;
    }

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    private static final int PIECE = 16 * 1024;

    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong written = new AtomicLong();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Behaviour behaviour = Connection::hold;
    private ServerSocket listener;
    private boolean accepting;

    public RawServer() {
        listener = listen(0, 50);
        port = listener.getLocalPort();
        accept();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Serves every later connection so. Closes the open ones, and forgets what it has noted. */
    public synchronized void serve(Behaviour next) {
        behaviour = next;
        if (!accepting) {
            close();
            listener = listen(port, 50);
            accept();
        }
        forget();
    }

    /** Answers every request with these bytes, on connections that are kept. */
    public void answer(String bytes) {
        serve(connection -> {
            while (connection.read()) {
                connection.write(bytes);
            }
        });
    }

    /** From now on a connection is refused. */
    public synchronized void refuse() {
        close();
        forget();
    }

    /** From now on a connection is neither accepted nor refused: the backlog is full. */
    public synchronized void stopAccepting() {
        refuse();
        listener = listen(port, 1);
        try {
            while (true) {
                Socket waiting = new Socket();
                sockets.add(waiting);
                waiting.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            }
        } catch (SocketTimeoutException e) {
            // the backlog is full
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many times a request, or a connection for one, has reached this server. */
    public int reached() {
        return Math.max(accepted.get(), requests.size());
    }

    /** The bytes that have gone out. */
    public long written() {
        return written.get();
    }

    /** The requests that have been read. */
    public int requestsRead() {
        return requests.size();
    }

    /** The requests as they came, head and body. */
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** The request that came last. */
    public String last() {
        return requests.get(requests.size() - 1);
    }

    /** How many connections have been accepted. */
    public int connections() {
        return accepted.get();
    }

    /** Resets what is open, as a load balancer may do that has waited long enough. */
    public void resetConnections() throws IOException {
        for (Socket socket : List.copyOf(sockets)) {
            socket.setSoLinger(true, 0);
        }
        closeConnections();
    }

    /** Closes what is open, as a server does that has waited long enough. */
    public void closeConnections() {
        for (Socket socket : List.copyOf(sockets)) {
            quietly(socket);
        }
    }

    @Override
    public synchronized void close() {
        accepting = false;
        quietly(listener);
        closeConnections();
    }

    private void forget() {
        closeConnections();
        requests.clear();
        written.set(0);
        accepted.set(0);
    }

    private void accept() {
        accepting = true;
        ServerSocket open = listener;
        thread(() -> {
            while (true) {
                Socket socket;
                try {
                    socket = open.accept();
                } catch (IOException e) {
                    return;
                }
                accepted.incrementAndGet();
                sockets.add(socket);
                Behaviour now = behaviour;
                thread(() -> serve(socket, now));
            }
        });
    }

    private void serve(Socket socket, Behaviour now) {
        try {
            socket.setTcpNoDelay(true);
            now.serve(new Connection(socket));
        } catch (IOException e) {
            // the other side has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(socket);
            quietly(socket);
        }
    }

    private static ServerSocket listen(int port, int backlog) {
        for (int tries = 50; ; tries--) {
            try {
                return new ServerSocket(port, backlog, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                // The connections of the listener before may hold the port for a moment.
                if (tries == 0) {
                    throw new UncheckedIOException(e);
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one side has gone, and takes the other with it
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // it is gone, and that is what was wanted
        }
    }

    /** An accepted connection. */
    public final class Connection {

        private final Socket socket;
        private final InputStream in;
        private String last;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            in = socket.getInputStream();
        }

        /** Reads one request; false if the other side has closed. */
        public boolean read() throws IOException {
            StringBuilder text = new StringBuilder();
            while (text.length() < 4 || !text.substring(text.length() - 4).equals("\r\n\r\n")) {
                int octet = in.read();
                if (octet < 0) {
                    return false;
                }
                text.append((char) octet);
            }
            Matcher length = CONTENT_LENGTH.matcher(text);
            byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            last = text + new String(body, UTF_8);
            requests.add(last);
            return true;
        }

        public void write(String bytes) throws IOException {
            for (int from = 0; from < bytes.length(); from += PIECE) {
                String piece = bytes.substring(from, Math.min(from + PIECE, bytes.length()));
                socket.getOutputStream().write(piece.getBytes(ISO_8859_1));
                written.addAndGet(piece.length());
            }
        }

        /** The request that came last on this connection. */
        public String last() {
            return last;
        }

        /** Ends TLS, and passes on to another server what comes, and what that server answers. */
        public void relay(SSLContext tls, String[] protocols, RawServer server) throws IOException {
            SSLSocket open = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
            open.setEnabledProtocols(protocols);
            Socket other = new Socket(InetAddress.getLoopbackAddress(), server.port);
            thread(() -> pass(other, open));
            pass(open, other);
        }

        /** Writes as long as the other side reads. */
        public void writeForEver(String bytes) throws IOException {
            while (true) {
                write(bytes);
            }
        }

        /** Writes one byte at a time. */
        public void drip(String bytes, int millis) throws IOException, InterruptedException {
            for (char octet : bytes.toCharArray()) {
                write(String.valueOf(octet));
                Thread.sleep(millis);
            }
        }

        /** Ends the connection with a reset instead of an orderly close. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Closes this side and leaves the other open. */
        public void halfClose() throws IOException {
            socket.shutdownOutput();
            hold();
        }

        /** Does nothing until the other side closes. */
        public void hold() throws IOException {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
