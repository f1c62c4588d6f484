package dev.sotto.gateway.sip.message;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A request as it stands on the wire; its Request-URI is unparsed, because any scheme may come. */
public record SipRequest(String method, String uri, Headers headers, byte[] body) implements SipMessage {
    public static final String INVITE = "INVITE";
    public static final String ACK = "ACK";
    public static final String BYE = "BYE";
    public static final String CANCEL = "CANCEL";
    public static final String OPTIONS = "OPTIONS";
    public static final String INFO = "INFO";
    public static final String UPDATE = "UPDATE";
    public static final String NOTIFY = "NOTIFY";
    public static final String PRACK = "PRACK";
    public static final String REFER = "REFER";

    /** What we understand, in the order of our {@code Allow}. */
    public static final List<String> SUPPORTED_METHODS =
            List.of(INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, UPDATE, NOTIFY, PRACK, REFER);

    public boolean is(String name) {
        return method.equals(name);
    }

    /** The same with that Via and no other. */
    public SipRequest withVia(Via via) {
        Headers.Builder fields = new Headers.Builder().add(HeaderNames.VIA, via.toString());
        for (Header field : headers.fields()) {
            if (!field.name().equals(HeaderNames.VIA)) {
                fields.add(field.name(), field.value());
            }
        }
        return new SipRequest(method, uri, fields.build(), body);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipRequest that
                && method.equals(that.method)
                && uri.equals(that.uri)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, uri, headers, Arrays.hashCode(body));
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}
