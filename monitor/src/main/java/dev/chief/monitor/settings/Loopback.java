package dev.chief.monitor.settings;

import java.util.Locale;

/** Names and addresses by which only this machine reaches itself. */
public final class Loopback {
    private static final int IPV4_PARTS = 4;
    private static final int BYTE = 256;

    private Loopback() {}

    /**
     * Whether a host is this machine whatever the network says. No name is looked up.
     *
     * @param host a name or an address, an IPv6 address with brackets or without
     */
    public static boolean is(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return "localhost".equals(name)
                || name.endsWith(".localhost")
                || "[::1]".equals(name)
                || "::1".equals(name)
                || (name.startsWith("127.") && isIpv4(name));
    }

    /** Whether a host is four numbers, so that no name server has a say in it. */
    public static boolean isIpv4(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length != IPV4_PARTS) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(c -> c >= '0' && c <= '9')
                    || Integer.parseInt(part) >= BYTE) {
                return false;
            }
        }
        return true;
    }
}
