package dev.sotto.gateway.sip.message;

import java.util.Arrays;
import java.util.Objects;

/** A response as it stands on the wire. */
public record SipResponse(int status, String reason, Headers headers, byte[] body) implements SipMessage {
    public boolean isProvisional() {
        return status < 200;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipResponse that
                && status == that.status
                && reason.equals(that.reason)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, reason, headers, Arrays.hashCode(body));
    }

    @Override
    public String toString() {
        return status + " " + reason;
    }
}
