package dev.sotto.gateway.sip.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Octets of one datagram to a message (RFC 3261, 7 and 18.3): start line, header lines with folding and compact names,
 * body cut by Content-Length. Values of headers are left to their own types.
 *
 * <p>Stateless apart from the limits; a call parses one datagram and keeps its cursor in a {@link Scan}.
 */
public final class SipParser {
    private final SipLimits limits;

    public SipParser(SipLimits limits) {
        this.limits = limits;
    }

    public SipMessage parse(byte[] datagram) throws MalformedMessage {
        return new Scan(datagram).message();
    }

    /** One pass over one datagram; the first fault is kept until the headers, which its answer needs, are read. */
    private final class Scan {
        private final byte[] data;
        private int at;
        private int faultStatus;
        private int faultPosition;
        private @Nullable String fault;
        private @Nullable String contentLength;

        Scan(byte[] data) {
            this.data = data;
        }

        SipMessage message() throws MalformedMessage {
            while (at < data.length && (data[at] == '\r' || data[at] == '\n')) {
                at++;
            }
            if (data.length > limits.maxMessageBytes()) {
                fail(513, "Message Too Large", limits.maxMessageBytes());
            }
            String line = nextLine();
            if (line == null) {
                throw new MalformedMessage(400, "No start line", at, null);
            }
            Headers headers = headers();
            return line.startsWith("SIP/") ? response(line, headers) : request(line, headers);
        }

        private SipRequest request(String line, Headers headers) throws MalformedMessage {
            String[] parts = line.split(" ", -1);
            String method = parts[0];
            String uri = parts.length > 1 ? parts[1] : "";
            if (!Lexer.isToken(method)) {
                throw new MalformedMessage(400, "Bad method", 0, null);
            }
            String version = parts[parts.length - 1];
            if (parts.length == 3 && version.startsWith("SIP/") && !version.equalsIgnoreCase("SIP/2.0")) {
                fail(505, "Version Not Supported", 0);
            } else if (parts.length != 3 || !version.equalsIgnoreCase("SIP/2.0")) {
                fail(400, "Bad request line", 0);
            } else if (!NameAddr.isAbsolute(uri)) {
                fail(400, "Bad Request-URI", method.length() + 1);
            }
            byte[] body = body();
            SipRequest request = new SipRequest(method, uri, headers, body);
            if (fault != null) {
                throw new MalformedMessage(faultStatus, fault, faultPosition, request);
            }
            return request;
        }

        private SipResponse response(String line, Headers headers) throws MalformedMessage {
            boolean shaped =
                    line.length() >= 12 && line.regionMatches(true, 0, "SIP/2.0 ", 0, 8) && line.charAt(11) == ' ';
            int status = shaped ? (int) Decimal.parse(line.substring(8, 11), 699) : -1;
            if (status < 100) {
                fail(400, "Bad status line", 0);
            }
            byte[] body = body();
            if (fault != null) {
                throw new MalformedMessage(faultStatus, fault, faultPosition, null);
            }
            return new SipResponse(status, line.substring(12), headers, body);
        }

        private Headers headers() throws MalformedMessage {
            Headers.Builder headers = new Headers.Builder();
            while (true) {
                int start = at;
                String line = nextLine();
                if (line == null) {
                    fail(400, "Headers not ended by an empty line", start);
                    return headers.build();
                }
                if (line.isEmpty()) {
                    return headers.build();
                }
                if (headers.size() >= limits.maxHeaders()) {
                    fail(513, "Too many headers", start);
                } else {
                    header(line, start, headers);
                }
            }
        }

        private void header(String line, int start, Headers.Builder headers) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon).stripTrailing();
            if (colon < 0 || !Lexer.isToken(name)) {
                fail(400, "Bad header line", start);
                return;
            }
            String canonical = HeaderNames.canonical(name);
            String value = trim(line, colon + 1);
            if (!canonical.equals(HeaderNames.CONTENT_LENGTH)) {
                headers.add(canonical, value);
            } else if (contentLength != null) {
                fail(400, "Multiple Content-Length", start);
            } else {
                contentLength = value;
            }
        }

        /** Body as long as Content-Length says; what a datagram has behind it is ignored (18.3). */
        private byte[] body() {
            int there = data.length - at;
            int length = there;
            if (contentLength != null) {
                long said = Decimal.parse(contentLength, Integer.MAX_VALUE);
                if (said < 0) {
                    fail(400, "Bad Content-Length", at);
                } else if (said > there) {
                    fail(400, "Content-Length is over the body's length", at);
                } else {
                    length = (int) said;
                }
            }
            return length == 0 ? SipMessage.NO_BODY : Arrays.copyOfRange(data, at, at + length);
        }

        /** Next line with what is folded onto it (7.3.1), without its end; null where no line ends. */
        private @Nullable String nextLine() {
            int start = at;
            int end = lineEnd(start);
            if (end < 0) {
                return null;
            }
            at = end + 2;
            String line = text(start, end);
            if (!line.isEmpty() && isFolded()) {
                line = unfolded(line);
            }
            if (line != null && line.length() > limits.maxHeaderLength()) {
                fail(513, "Header too long", start);
            }
            return line;
        }

        private boolean isFolded() {
            return at < data.length && Lexer.isSpace((char) data[at]);
        }

        /** The line and all that follow and begin with white space, joined by single spaces; null where one has no end. */
        private @Nullable String unfolded(String first) {
            StringBuilder whole = new StringBuilder(first.stripTrailing());
            while (isFolded()) {
                int folded = at;
                int end = lineEnd(folded);
                if (end < 0) {
                    return null;
                }
                at = end + 2;
                whole.append(' ').append(trim(text(folded, end), 0));
            }
            return whole.toString();
        }

        private int lineEnd(int from) {
            for (int i = from; i + 1 < data.length; i++) {
                if (data[i] == '\r' && data[i + 1] == '\n') {
                    return i;
                }
            }
            return -1;
        }

        private String text(int from, int to) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(data, from, to - from))
                        .toString();
            } catch (CharacterCodingException e) {
                fail(400, "Not UTF-8", from);
                return new String(data, from, to - from, StandardCharsets.UTF_8);
            }
        }

        private void fail(int status, String what, int position) {
            if (fault == null) {
                fault = what;
                faultStatus = status;
                faultPosition = position;
            }
        }
    }

    private static String trim(String line, int from) {
        int start = from;
        int end = line.length();
        while (start < end && Lexer.isSpace(line.charAt(start))) {
            start++;
        }
        while (end > start && Lexer.isSpace(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(start, end);
    }
}
