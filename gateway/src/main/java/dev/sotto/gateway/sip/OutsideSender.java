package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.auth.Credentials;
import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipTransport;
import dev.sotto.gateway.sip.transport.TransportFailure;
import dev.sotto.gateway.sip.trunk.TrunkLine;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Sends requests of ours outside of calls. Loop thread only. */
final class OutsideSender implements TrunkLine {
    private final SipSettings settings;
    private final SipTransport transport;
    private final TimerWheel wheel;
    private final ChallengedSender requests;
    private final SipIds ids;

    OutsideSender(
            SipSettings settings, SipTransport transport, TimerWheel wheel, ChallengedSender requests, SipIds ids) {
        this.settings = settings;
        this.transport = transport;
        this.wheel = wheel;
        this.requests = requests;
        this.ids = ids;
    }

    @Override
    public void send(Draft draft, LongSupplier numbers, Hop to, @Nullable Credentials credentials, Answer answer) {
        CSeq cseq = new CSeq(numbers.getAsLong(), draft.method());
        Headers headers = Headers.of(all -> {
            all.add(HeaderNames.VIA, requests.via(to).toString());
            all.add(HeaderNames.MAX_FORWARDS, "70");
            all.add(HeaderNames.CSEQ, cseq.toString());
            draft.headers().forEach(field -> all.add(field.name(), field.value()));
            all.add(HeaderNames.USER_AGENT, settings.userAgent());
        });
        SipRequest request = new SipRequest(draft.method(), draft.uri(), headers, SipMessage.NO_BODY);
        requests.send(Future.succeededFuture(List.of(to)), request, cseq, credentials, numbers, new Listener(answer));
    }

    @Override
    public void keepAlive(Hop to) {
        transport.keepAlive(to);
    }

    @Override
    public HostPort addressTowards(Hop to) {
        return transport.addressTowards(to);
    }

    @Override
    public boolean hasAdvertisedAddress() {
        return settings.advertisedHost() != null;
    }

    @Override
    public String id() {
        return ids.tag();
    }

    @Override
    public double jitter(double low) {
        return low + (1 - low) * ids.fraction();
    }

    @Override
    public Runnable after(long millis, Runnable action) {
        return wheel.start(millis, action)::stop;
    }

    private record Listener(Answer answer) implements ClientTransaction.Listener {
        @Override
        public void onResponse(SipResponse response) {
            if (!response.isProvisional()) {
                answer.onFinal(response);
            }
        }

        @Override
        public void onTimeout() {
            answer.onSilence("no answer");
        }

        @Override
        public void onTransportFailure(TransportFailure failure) {
            answer.onSilence(failure.detail());
        }
    }
}
