package dev.chief.monitor.notify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A kind of channel that keeps what it is given, and answers as it is told to. For any thread. */
final class Recorder implements ChannelKind, Channel {
    private final Deque<Outcome> answers = new ArrayDeque<>();
    private final List<Message> messages = new ArrayList<>();

    /** The next attempts end like this; later ones succeed. */
    synchronized void answer(Outcome... next) {
        answers.addAll(List.of(next));
    }

    /** What was sent so far, oldest first. */
    synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Waits until so many were sent. */
    synchronized void await(int count) throws InterruptedException {
        while (messages.size() < count) {
            wait();
        }
    }

    @Override
    public String name() {
        return "recorder";
    }

    @Override
    public Set<String> secrets() {
        return Set.of("password");
    }

    @Override
    public Channel open(JsonNode settings) {
        Fields fields = new Fields("settings.", settings, Set.of("password", "room"));
        fields.text("password", 20);
        fields.check();
        return this;
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public int receivers() {
        return 1;
    }

    @Override
    public synchronized Outcome send(Message message) {
        messages.add(message);
        notifyAll();
        return answers.isEmpty() ? new Outcome.Sent(Optional.of(200)) : answers.remove();
    }
}
