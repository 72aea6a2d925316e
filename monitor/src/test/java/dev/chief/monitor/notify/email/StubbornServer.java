package dev.chief.monitor.notify.email;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of an SMTP server as it takes to refuse some recipients. For any thread. */
final class StubbornServer implements AutoCloseable {
    private static final String SILENCE = "";

    private final ServerSocket server;
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final List<String> delivered = new CopyOnWriteArrayList<>();

    StubbornServer() {
        try {
            server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> {
            try (Socket client = server.accept()) {
                serve(client);
            } catch (IOException e) {
                // The test is over.
            }
        });
    }

    String url() {
        return "smtp://127.0.0.1:" + server.getLocalPort();
    }

    void refuse(String recipient, String answer) {
        refusals.put(recipient, answer);
    }

    void fallSilentAt(String recipient) {
        refusals.put(recipient, SILENCE);
    }

    /** Who was sent a mail, in this order. */
    List<String> delivered() {
        return List.copyOf(delivered);
    }

    private void serve(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        OutputStream out = client.getOutputStream();
        say(out, "220 stubborn");
        String recipient = "";
        String line;
        while ((line = in.readLine()) != null) {
            String command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("RCPT TO:<")) {
                recipient = line.substring("RCPT TO:<".length(), line.indexOf('>'));
                String answer = refusals.getOrDefault(recipient, "250 ok");
                if (!answer.equals(SILENCE)) {
                    say(out, answer);
                }
            } else if (command.startsWith("DATA")) {
                say(out, "354 go on");
                while (!".".equals(in.readLine())) {
                    // The letter.
                }
                delivered.add(recipient);
                say(out, "250 taken");
            } else {
                say(out, "250 ok");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
