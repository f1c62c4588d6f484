package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.TransportFailure;
import java.util.List;

/** Writes down what a client transaction reports. */
record HeardResponses(List<String> heard) implements ClientTransaction.Listener {
    @Override
    public void onResponse(SipResponse response) {
        heard.add(Integer.toString(response.status()));
    }

    @Override
    public void onTimeout() {
        heard.add("timeout");
    }

    @Override
    public void onTransportFailure(TransportFailure failure) {
        heard.add("failed " + failure.kind());
    }
}
