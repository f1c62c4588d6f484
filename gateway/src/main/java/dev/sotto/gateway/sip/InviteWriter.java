package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the INVITEs of one call, and the CANCEL to each (RFC 3261, 8.1.1, 13.2.1 and 9.1). Loop thread only. */
final class InviteWriter {
    private final SipSettings settings;
    private final Responses responses;
    private final String callId;
    private final String fromTag;
    private long number;

    InviteWriter(SipSettings settings, Responses responses, SipIds ids) {
        this.settings = settings;
        this.responses = responses;
        callId = ids.tag() + ids.tag();
        fromTag = ids.tag();
    }

    String callId() {
        return callId;
    }

    /** An INVITE with what one needs to send it. */
    record Invite(SipRequest request, Via via, CSeq cseq, Hop to) {}

    /** Of the next INVITE. */
    CSeq nextNumber() {
        return new CSeq(++number, SipRequest.INVITE);
    }

    /** One try of an INVITE: each has a branch of its own, all share Call-ID and From. */
    Invite invite(CallPlan plan, List<Header> extra, CSeq cseq, Via via, Hop to) {
        String contact = responses.contact(to);
        Headers headers = Headers.of(h -> {
            h.add(HeaderNames.VIA, via.toString());
            h.add(HeaderNames.MAX_FORWARDS, "70");
            h.addAll(HeaderNames.ROUTE, plan.routes());
            h.add(HeaderNames.FROM, (plan.from() == null ? contact : plan.from()) + ";tag=" + fromTag);
            h.add(HeaderNames.TO, plan.to());
            h.add(HeaderNames.CALL_ID, callId);
            h.add(HeaderNames.CSEQ, cseq.toString());
            h.add(HeaderNames.CONTACT, contact);
            h.add(HeaderNames.ALLOW, Responses.ALLOW);
            h.add(HeaderNames.SUPPORTED, Extensions.SUPPORTED);
            plan.headers().forEach(field -> h.add(field.name(), field.value()));
            extra.forEach(field -> h.add(field.name(), field.value()));
            h.add(HeaderNames.CONTENT_TYPE, Reply.SDP);
            h.add(HeaderNames.USER_AGENT, settings.userAgent());
        });
        byte[] offer = plan.offer().getBytes(StandardCharsets.UTF_8);
        return new Invite(new SipRequest(SipRequest.INVITE, plan.uri(), headers, offer), via, cseq, to);
    }

    /** Takes back that INVITE: everything as there but the method (9.1). */
    Invite cancel(Invite invite) {
        Headers sent = invite.request().headers();
        CSeq cseq = new CSeq(invite.cseq().number(), SipRequest.CANCEL);
        Headers headers = Headers.of(h -> h.add(HeaderNames.VIA, sent.first(HeaderNames.VIA))
                .add(HeaderNames.MAX_FORWARDS, "70")
                .addAll(HeaderNames.ROUTE, sent.lines(HeaderNames.ROUTE))
                .add(HeaderNames.FROM, sent.first(HeaderNames.FROM))
                .add(HeaderNames.TO, sent.first(HeaderNames.TO))
                .add(HeaderNames.CALL_ID, callId)
                .add(HeaderNames.CSEQ, cseq.toString())
                .add(HeaderNames.USER_AGENT, settings.userAgent()));
        SipRequest request = new SipRequest(SipRequest.CANCEL, invite.request().uri(), headers, SipMessage.NO_BODY);
        return new Invite(request, invite.via(), cseq, invite.to());
    }
}
