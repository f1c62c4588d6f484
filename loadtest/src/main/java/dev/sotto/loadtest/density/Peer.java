package dev.sotto.loadtest.density;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A server that is measured.
 *
 * @param name as the report calls it
 * @param user whom callers dial there: a line that only plays or echoes
 * @param pid its process on this machine; without it CPU and memory are not known
 * @param http where its {@code /metrics} is, if it is one of ours
 * @param onePort it uses the same port for the sound of many calls
 */
public record Peer(
        String name,
        InetSocketAddress sip,
        String user,
        OptionalLong pid,
        @Nullable URI http,
        boolean onePort) {
    /** One of ours, or another with a port for each call. */
    public Peer(String name, InetSocketAddress sip, String user, OptionalLong pid, @Nullable URI http) {
        this(name, sip, user, pid, http, false);
    }

    /**
     * Reads {@code NAME=HOST:PORT[,user=USER][,pid=PID][,http=URL]}.
     *
     * @param user whom they dial where it isn't said
     * @throws IllegalArgumentException it says why
     */
    public static Peer parse(String text, String user) {
        String[] parts = text.split(",");
        int equals = parts[0].indexOf('=');
        int colon = parts[0].lastIndexOf(':');
        if (equals < 1 || colon < equals + 2 || !parts[0].substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("NAME=HOST:PORT is wanted, not \"" + parts[0] + "\"");
        }
        String host = parts[0].substring(equals + 1, colon);
        int port = Integer.parseInt(parts[0].substring(colon + 1));
        Peer peer = new Peer(parts[0].substring(0, equals), address(host, port), user, OptionalLong.empty(), null);
        for (int i = 1; i < parts.length; i++) {
            peer = peer.with(parts[i].strip());
        }
        return peer;
    }

    private Peer with(String option) {
        String value = option.substring(option.indexOf('=') + 1);
        if (option.startsWith("user=") && !value.isEmpty()) {
            return new Peer(name, sip, value, pid, http);
        }
        if (option.startsWith("pid=") && value.matches("\\d{1,10}")) {
            return new Peer(name, sip, user, OptionalLong.of(Long.parseLong(value)), http);
        }
        if (option.startsWith("http=")) {
            return new Peer(name, sip, user, pid, URI.create(value));
        }
        throw new IllegalArgumentException("user=, pid= or http= is wanted, not \"" + option + "\"");
    }

    private static InetSocketAddress address(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no such host: " + host, e);
        }
    }
}
