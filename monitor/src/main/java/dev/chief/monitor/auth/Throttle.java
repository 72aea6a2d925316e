package dev.chief.monitor.auth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down who guesses passwords. An address that fails has to wait, longer each time; so has an account, but only after many
 * failures, so that one address cannot keep an account's owner at another from signing in. Nobody is locked out: the waits end. An
 * address is that of the connection, which nobody can forge; headers are not looked at. For any thread.
 */
final class Throttle {
    private static final Pace ADDRESS = new Pace(5, Duration.ofMinutes(5), Duration.ofMinutes(10));
    private static final Pace ACCOUNT = new Pace(50, Duration.ofSeconds(30), Duration.ofMinutes(1));
    // Beyond so many failures above the free ones no wait grows any more.
    private static final int MOST_COSTLY = 10;
    private static final int NETWORK_BYTES = 8;

    private final Map<String, Failures> failures;

    /**
     * How failures slow down.
     *
     * @param free how many cost nothing
     * @param longest the longest wait; waits begin with a second and double
     * @param forgets how long it takes to forget one
     */
    record Pace(int free, Duration longest, Duration forgets) {
        Duration waitAfter(int count) {
            if (count < free) {
                return Duration.ZERO;
            }
            long seconds = 1L << Math.min(count - free, MOST_COSTLY);
            return seconds < longest.toSeconds() ? Duration.ofSeconds(seconds) : longest;
        }

        int remembered(Failures failures, Instant now) {
            Duration since = Duration.between(failures.last(), now);
            return since.isNegative()
                    ? failures.count()
                    : (int) Math.max(0, failures.count() - since.dividedBy(forgets));
        }
    }

    /** So many of them, the last at this instant. */
    record Failures(int count, Instant last) {}

    /**
     * @param most how many addresses and accounts are remembered; those that failed longest ago are forgotten first
     */
    Throttle(int most) {
        this.failures = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Lets a try happen, or says how long to wait. It counts as failed until {@link #succeeded}, so that tries at the same time do
     * not slip through together; a try that has to wait counts for nothing.
     */
    synchronized Optional<Duration> admit(String account, InetAddress address, Instant now) {
        String network = network(address);
        Duration wait = wait(network, ADDRESS, now);
        Duration accountWait = wait(named(account), ACCOUNT, now);
        if (accountWait.compareTo(wait) > 0) {
            wait = accountWait;
        }
        if (wait.isPositive()) {
            return Optional.of(wait);
        }
        count(network, ADDRESS, now);
        count(named(account), ACCOUNT, now);
        return Optional.empty();
    }

    /** Takes back what a try counted, and forgives the account. */
    synchronized void succeeded(String account, InetAddress address) {
        failures.remove(named(account));
        failures.computeIfPresent(network(address),
                (_, known) -> new Failures(Math.max(0, known.count() - 1), known.last()));
    }

    private Duration wait(String key, Pace pace, Instant now) {
        Failures known = failures.get(key);
        if (known == null) {
            return Duration.ZERO;
        }
        Duration whole = pace.waitAfter(known.count());
        Duration left = Duration.between(now, known.last().plus(whole));
        // A clock that was set back must not make a wait longer.
        return left.compareTo(whole) > 0 ? whole : left;
    }

    private void count(String key, Pace pace, Instant now) {
        Failures known = failures.remove(key);
        int before = known == null ? 0 : pace.remembered(known, now);
        failures.put(key, new Failures(Math.min(before + 1, pace.free() + MOST_COSTLY), now));
    }

    private static String named(String account) {
        return "account " + account;
    }

    /** Whoever has one IPv6 address has the 2^64 of its network. */
    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of()
                .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
