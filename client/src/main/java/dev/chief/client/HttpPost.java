package dev.chief.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP POST that ends by a deadline, whatever the server does. Java's own client is not used because it takes longer to
 * load than a whole call may take. The work is done by a thread that can be left behind: a look-up of a name has no time limit.
 */
final class HttpPost implements Runnable {
    private static final int STATUS_LINE_BYTES = 1024;
    private static final int CONNECT_MILLIS = 400;
    /** Closing a connection with unread bytes resets it, which some servers log as an error: read on for a moment. */
    private static final int REST_MILLIS = 50;

    private final String endpoint;
    private final byte[] body;
    private final String apiKey;
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean good;
    private volatile boolean abandoned;
    private volatile @Nullable Socket socket;

    private HttpPost(String endpoint, byte[] body, String apiKey) {
        this.endpoint = endpoint;
        this.body = body;
        this.apiKey = apiKey;
    }

    /** Whether the server has answered 2xx before the deadline, an instant of {@link System#nanoTime}. */
    static boolean post(String endpoint, byte[] body, String apiKey, long deadline) {
        HttpPost post = new HttpPost(endpoint, body, apiKey);
        Thread thread = new Thread(post, "chief-monitor");
        thread.setDaemon(true);
        thread.start();
        boolean inTime = false;
        try {
            inTime = post.answered.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!inTime) {
            post.abandon();
        }
        return inTime && post.good;
    }

    @Override
    public void run() {
        try {
            exchange();
        } catch (IOException | RuntimeException e) {
            // Best effort: the answer is no.
            good = false;
        } finally {
            answered.countDown();
        }
    }

    private void exchange() throws IOException {
        URI uri = URI.create(endpoint);
        boolean secure = "https".equals(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT));
        String authority = String.valueOf(uri.getRawAuthority());
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = hostAndPort.lastIndexOf(':');
        boolean hasPort = colon > hostAndPort.lastIndexOf(']') && colon >= 0;
        int port = hasPort ? Integer.parseInt(hostAndPort.substring(colon + 1)) : secure ? 443 : 80;
        // Not URI.getHost, which has none for names with an underscore, as containers have them.
        String host = hasPort ? hostAndPort.substring(0, colon) : hostAndPort;
        try (Socket plain = new Socket()) {
            socket = plain;
            plain.connect(new InetSocketAddress(bare(host), port), CONNECT_MILLIS);
            Socket connection = secure ? secured(plain, bare(host), port) : plain;
            if (abandoned) {
                return;
            }
            OutputStream out = connection.getOutputStream();
            out.write(head(uri, hostAndPort));
            out.write(body);
            out.flush();
            good = isGood(connection.getInputStream());
            answered.countDown();
            readRest(connection);
        }
    }

    private byte[] head(URI uri, String hostAndPort) throws IOException {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        StringBuilder head = new StringBuilder("POST ").append(path, 0, end)
                .append("/v1/events HTTP/1.1\r\nHost: ")
                .append(hostAndPort)
                .append("\r\nUser-Agent: chief-client-java\r\nContent-Type: application/json\r\nContent-Length: ")
                .append(body.length)
                .append("\r\nConnection: close\r\n");
        if (!apiKey.isEmpty()) {
            for (int i = 0; i < apiKey.length(); i++) {
                if (apiKey.charAt(i) < ' ' || apiKey.charAt(i) == 0x7f) {
                    throw new IOException("a header cannot hold control characters");
                }
            }
            head.append("x-api-key: ").append(apiKey).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    private void abandon() {
        abandoned = true;
        Socket open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It is out of use either way.
                return;
            }
        }
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured = (SSLSocket) factory.createSocket(plain, host, port, false);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** Whether the status line says 2xx. */
    private static boolean isGood(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n' && line.length() < STATUS_LINE_BYTES) {
            line.append((char) next);
            next = in.read();
        }
        boolean http = line.length() >= 12 && line.charAt(8) == ' '
                && (line.substring(0, 8).equals("HTTP/1.1") || line.substring(0, 8).equals("HTTP/1.0"));
        return http && line.charAt(9) == '2' && isDigit(line.charAt(10)) && isDigit(line.charAt(11))
                && (line.length() == 12 || !isDigit(line.charAt(12)));
    }

    private static void readRest(Socket connection) throws IOException {
        long end = System.nanoTime() + REST_MILLIS * 1_000_000L;
        byte[] rest = new byte[4096];
        InputStream in = connection.getInputStream();
        int left = REST_MILLIS;
        while (left > 0) {
            connection.setSoTimeout(left);
            if (in.read(rest) < 0) {
                return;
            }
            left = (int) ((end - System.nanoTime()) / 1_000_000);
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
