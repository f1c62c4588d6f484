package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One re-INVITE of ours with an offer (RFC 3261, 14.1). Every 2xx gets its ACK, also when the call has ended meanwhile. Loop
 * thread only.
 */
final class Reinvite implements ClientTransaction.Listener {
    private final DialogCall call;
    private final CallContext context;
    private final Consumer<SipResponse> onFinal;
    private final long number;
    private boolean open = true;
    private InDialogSender.@Nullable Outgoing ack;

    private Reinvite(
            DialogCall call, CallContext context, Consumer<SipResponse> onFinal, String sdp, List<Header> extra) {
        this.call = call;
        this.context = context;
        this.onFinal = onFinal;
        number = context.sender().invite(call.dialog(), extra, sdp, this);
    }

    /** @param onFinal hears of the one response that counts; a peer that says nothing is lost */
    static Reinvite send(
            DialogCall call, CallContext context, Consumer<SipResponse> onFinal, String sdp, List<Header> extra) {
        return new Reinvite(call, context, onFinal, sdp, extra);
    }

    boolean isOpen() {
        return open;
    }

    @Override
    public void onResponse(SipResponse response) {
        if (response.isProvisional()) {
            return;
        }
        if (ack != null) {
            context.sender().repeat(ack);
            return;
        }
        if (response.isSuccess()) {
            refreshTarget(response);
            ack = context.sender().ack(call.dialog(), number, null);
        }
        open = false;
        if (response.isSuccess() && call.isConfirmed() && response.hasBody()) {
            call.handler().onReofferAnswered(response.bodyText());
        }
        onFinal.accept(response);
    }

    @Override
    public void onTimeout() {
        open = false;
        call.lose("re-INVITE not answered");
    }

    private void refreshTarget(SipResponse response) {
        try {
            call.dialog().refreshTarget(response.headers());
        } catch (SipSyntaxException e) {
            // the target that we know has answered
            context.transactions().meters().malformed();
        }
    }
}
