package dev.sotto.gateway.outbound;

import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom we may call, and how that is written: {@code sip:user@host} or {@code tel:+4930123}. Nobody, unless the settings say so:
 * whoever can make us call expensive numbers will. Thread-safe.
 */
public final class Targets {
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ()./-]{1,30}");
    private static final String AUTO = "auto";

    private final Predicate<String> allowed;
    private final Predicate<String> numbers;

    private Targets(Predicate<String> allowed, Predicate<String> numbers) {
        this.allowed = allowed;
        this.numbers = numbers;
    }

    /**
     * @param allow patterns separated by blanks, or {@code auto}
     * @param loopback SIP listens on loopback only
     * @param numbers those that there is a way for
     */
    public static Targets of(String allow, boolean loopback, Predicate<String> numbers) {
        if (allow.equals(AUTO)) {
            return new Targets(loopback ? Targets::isOnLoopback : nobody -> false, numbers);
        }
        List<Pattern> patterns = java.util.Arrays.stream(allow.strip().split("\\s+"))
                .filter(pattern -> !pattern.isEmpty())
                .map(Targets::glob)
                .toList();
        return new Targets(
                target -> patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(target).matches()),
                numbers);
    }

    /** As it is kept and compared; empty for what is no target at all. */
    public static Optional<String> written(String to) {
        String text = to.strip();
        if (SipUri.isSip(text)) {
            return sip(text);
        }
        String number = text.regionMatches(true, 0, "tel:", 0, 4) ? text.substring(4) : text;
        if (!NUMBER.matcher(number).matches()) {
            return Optional.empty();
        }
        return Optional.of("tel:" + number.replaceAll("[^+0-9]", ""));
    }

    private static Optional<String> sip(String text) {
        try {
            SipUri uri = SipUri.parse(text);
            return uri.headers() == null ? Optional.of(text) : Optional.empty();
        } catch (SipSyntaxException e) {
            return Optional.empty();
        }
    }

    /** True where that target, as it is {@link #written}, may be called and there is a way to it. */
    public boolean allows(String target) {
        boolean way = !target.startsWith("tel:") || numbers.test(target.substring("tel:".length()));
        return way && allowed.test(target);
    }

    /** The socket of a SIP address with a literal host, or null. */
    static @Nullable InetSocketAddress literal(String target) {
        try {
            SipUri uri = SipUri.parse(target);
            return new HostPort(uri.host(), uri.port()).literalAddress();
        } catch (SipSyntaxException e) {
            return null;
        }
    }

    private static boolean isOnLoopback(String target) {
        InetSocketAddress address = target.startsWith("tel:") ? null : literal(target);
        InetAddress host = address == null ? null : address.getAddress();
        return host != null && host.isLoopbackAddress();
    }

    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*")
                    .append(part.isEmpty() && regex.isEmpty() ? "(?:)" : Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }
}
