package dev.sotto.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PBX or carrier, as it stands in the settings.
 *
 * @param addresses literal addresses and CIDR blocks that its calls come from; empty: from anywhere, with user and password
 * @param user with {@code password} what it shows us (digest); empty: its address is enough
 * @param server where our requests go: host, {@code host:port} or {@code sip:} URI; empty: calls come in only
 * @param transport {@code udp}, {@code tcp}, {@code tls}, or {@code auto} for what the server's name says
 * @param proxy outbound proxy for everything that goes there, or empty
 * @param ourUser with {@code ourPassword} what we show it when it asks; empty: nothing
 * @param numbers exact numbers, or beginnings that end with {@code *}, and the task that answers them
 * @param task answers where no number fits; empty: the task that the user part names, if any
 * @param outgoing beginnings of the numbers that are called through it, each with a {@code *}; empty: all
 * @param codecs in order of preference; empty: all of ours
 * @param maxCalls both ways
 * @param callerId user part or URI that our calls show; empty: that of {@code ourUser}
 * @param headers sent with our calls
 * @param trusted whether what it says about callers (P-Asserted-Identity and the like) is believed
 * @param ping how often OPTIONS asks whether it is there; zero: never
 */
public record TrunkSettings(
        String name,
        List<String> addresses,
        String user,
        Secret password,
        String server,
        String transport,
        String proxy,
        String ourUser,
        Secret ourPassword,
        Optional<Registration> register,
        Map<String, String> numbers,
        String task,
        List<String> outgoing,
        List<String> codecs,
        int maxCalls,
        String callerId,
        Map<String, String> headers,
        boolean trusted,
        Duration ping) {
    /**
     * REGISTER with a PBX or carrier.
     *
     * @param server the registrar, whose host is the domain of our address
     * @param user of our address of record
     * @param login what we authenticate as, usually the user
     * @param contact user part of our Contact
     * @param keepAlive how often an empty line keeps a NAT open; zero: never
     */
    public record Registration(
            String server,
            String transport,
            String proxy,
            String user,
            String login,
            Secret password,
            Duration expires,
            String contact,
            Duration keepAlive) {}

    public TrunkSettings {
        addresses = List.copyOf(addresses);
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        outgoing = List.copyOf(outgoing);
        codecs = List.copyOf(codecs);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
