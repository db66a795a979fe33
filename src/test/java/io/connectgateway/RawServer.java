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
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on the loopback interface that misbehaves as it is told, and remembers what has reached it. */
public final class RawServer implements Closeable {

    /** What becomes of a connection that has been accepted; it is closed afterwards. */
    @FunctionalInterface
    public interface Behaviour {
        void serve(Connection connection) throws IOException, InterruptedException;
    }

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    private static final int MAX_REMEMBERED = 1_000;
    private static final int PIECE = 16 * 1024;

    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Deque<String> requests = new ConcurrentLinkedDeque<>();
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Behaviour behaviour = Connection::hold;
    private ServerSocket listener;
    private boolean accepting;

    public RawServer() {
        listener = listen(0, 50);
        port = listener.getLocalPort();
        acceptOn(listener);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** From now on every connection is served so; those that are open are closed, and what was remembered is forgotten. */
    public synchronized void serve(Behaviour next) {
        behaviour = next;
        if (!accepting) {
            closeListener();
            listener = listen(port, 50);
            acceptOn(listener);
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
        closeListener();
        forget();
    }

    /** From now on a connection is neither accepted nor refused: the backlog is full. */
    public synchronized void stopAccepting() {
        closeListener();
        listener = listen(port, 1);
        try {
            while (true) {
                Socket waiting = new Socket();
                sockets.add(waiting);
                waiting.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            }
        } catch (SocketTimeoutException e) {
            forgetAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many times a request, or a connection for one, has reached this server. */
    public int reached() {
        return Math.max(accepted.get(), read.get());
    }

    /** The bytes that have gone out. */
    public long written() {
        return written.get();
    }

    /** The requests that have been read. */
    public int requestsRead() {
        return read.get();
    }

    /** The requests as they came, head and body; of many only the latest. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** The request that came last. */
    public String last() {
        return requests.getLast();
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
        closeListener();
        closeConnections();
    }

    private void forget() {
        closeConnections();
        forgetAll();
    }

    private void forgetAll() {
        requests.clear();
        read.set(0);
        written.set(0);
        accepted.set(0);
    }

    private void closeListener() {
        if (listener != null) {
            quietly(listener);
            closeConnections();
            listener = null;
            accepting = false;
        }
    }

    private void acceptOn(ServerSocket open) {
        accepting = true;
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
                return bind(port, backlog);
            } catch (IOException e) {
                // The connections of the listener before may hold the port for a moment.
                if (tries == 0) {
                    throw new UncheckedIOException(e);
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private static ServerSocket bind(int port, int backlog) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        try {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), backlog);
            return listener;
        } catch (IOException e) {
            listener.close();
            throw e;
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
            requests.addLast(text + new String(body, UTF_8));
            if (read.incrementAndGet() > MAX_REMEMBERED) {
                requests.removeFirst();
            }
            return true;
        }

        public void write(String bytes) throws IOException {
            for (int from = 0; from < bytes.length(); from += PIECE) {
                String piece = bytes.substring(from, Math.min(from + PIECE, bytes.length()));
                socket.getOutputStream().write(piece.getBytes(ISO_8859_1));
                written.addAndGet(piece.length());
            }
        }

        /** The request that came last, on any connection. */
        public String last() {
            return requests.getLast();
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
