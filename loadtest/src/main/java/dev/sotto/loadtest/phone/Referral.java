package dev.sotto.loadtest.phone;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a REFER sends us (RFC 3515, 2.1): one Refer-To with a SIP URI, whose {@code X-} headers go into the INVITE (RFC 3261,
 * 19.1.5; others would let the referrer write our message), and Referred-By passed on as it is (RFC 3892, 2.2). Hosts are
 * addresses: a caller looks up no names.
 */
record Referral(String user, InetSocketAddress address, Map<String, String> headers) {
    private static final int SIP_PORT = 5060;
    private static final int MOST_HEADERS = 20;
    private static final Pattern SIP =
            Pattern.compile("sips?:(?:([^@]*)@)?(\\[[0-9A-Fa-f:.]+]|[^:;?]+)(?::(\\d{1,5}))?(?:;[^?]*)?(?:\\?(.*))?");

    /** Empty where it can't be followed. */
    static Optional<Referral> of(SipMessage refer) {
        List<String> targets = refer.headers().getOrDefault("refer-to", List.of());
        Matcher uri = SIP.matcher(targets.size() == 1 ? SipMessage.uri(targets.get(0)) : "");
        if (!uri.matches()) {
            return Optional.empty();
        }
        int port = uri.group(3) == null ? SIP_PORT : Integer.parseInt(uri.group(3));
        Optional<InetAddress> host = address(uri.group(2));
        if (host.isEmpty() || port < 1 || port > 65_535) {
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        Optional.ofNullable(uri.group(4)).ifPresent(text -> read(text, headers));
        String by = refer.header("referred-by");
        if (!by.isEmpty()) {
            headers.put("Referred-By", oneLine(by));
        }
        String user = Optional.ofNullable(uri.group(1)).orElse("");
        return Optional.of(new Referral(user, new InetSocketAddress(host.get(), port), headers));
    }

    Dial dial() {
        return new Dial(user, address, headers);
    }

    private static void read(String text, Map<String, String> headers) {
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (name.matches("[Xx]-[A-Za-z0-9-]{1,59}") && headers.size() < MOST_HEADERS) {
                headers.put(name, oneLine(decoded(equals < 0 ? "" : pair.substring(equals + 1))));
            }
        }
    }

    /** {@code %41} is A; what is no escape stays (RFC 3261, 25.1). A plus sign is itself. */
    static String decoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Byte> out = new ArrayList<>(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            out.add(low >= 0 ? (byte) (high << 4 | low) : bytes[i]);
            i += low >= 0 ? 2 : 0;
        }
        byte[] decoded = new byte[out.size()];
        for (int i = 0; i < decoded.length; i++) {
            decoded[i] = out.get(i);
        }
        return new String(decoded, StandardCharsets.UTF_8);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }

    private static Optional<InetAddress> address(String host) {
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (plain.equalsIgnoreCase("localhost")) {
            return Optional.of(InetAddress.getLoopbackAddress());
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(plain);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
