package dev.sotto.gateway.sip.trunk;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.transport.Hop;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one trunk by OPTIONS whether it is there (RFC 3261, 11): any final answer says so, except 408 and 503. Loop thread only. */
final class Pinging {
    private static final Logger log = LoggerFactory.getLogger(Pinging.class);

    private final Trunk trunk;
    private final SipUri server;
    private final TrunkLine line;
    private final Locator locator;
    private final TrunkBoard board;
    private final TrunkMeters meters;
    private final String callId;
    private long cseq;
    private boolean stopped;
    private Runnable timer = () -> {};

    Pinging(Trunk trunk, SipUri server, TrunkLine line, Locator locator, TrunkBoard board, TrunkMeters meters) {
        this.trunk = trunk;
        this.server = server;
        this.line = line;
        this.locator = locator;
        this.board = board;
        this.meters = meters;
        callId = line.id();
    }

    void start() {
        locator.locate(trunk.proxy().orElse(server)).onComplete(found -> {
            if (stopped) {
                return;
            }
            if (found.failed() || found.result().isEmpty()) {
                reached(false);
            } else {
                ask(found.result().get(0));
            }
        });
    }

    void stop() {
        stopped = true;
        timer.run();
    }

    private void ask(Hop to) {
        String us = "<sip:" + line.addressTowards(to) + ">";
        List<Header> headers = List.of(
                new Header(HeaderNames.FROM, us + ";tag=" + line.id()),
                new Header(HeaderNames.TO, "<" + server + ">"),
                new Header(HeaderNames.CALL_ID, callId),
                new Header(HeaderNames.CONTACT, us),
                new Header(HeaderNames.ACCEPT, "application/sdp"));
        TrunkLine.Draft options = new TrunkLine.Draft("OPTIONS", server.toString(), headers);
        line.send(options, () -> ++cseq, to, trunk.credentials().orElse(null), new Heard());
    }

    private void reached(boolean there) {
        if (stopped) {
            return;
        }
        if (!Objects.equals(board.of(trunk).reachable(), there)) {
            log.atInfo()
                    .addKeyValue("trunk", trunk.name())
                    .addKeyValue("reachable", there)
                    .log("trunk answers, or not any more");
        }
        board.update(trunk, old -> old.with(there));
        meters.reachable(trunk.name(), there);
        timer = line.after((long) (trunk.ping().toMillis() * line.jitter(0.9)), this::start);
    }

    private final class Heard implements TrunkLine.Answer {
        @Override
        public void onFinal(SipResponse response) {
            reached(response.status() != 408 && response.status() != 503);
        }

        @Override
        public void onSilence(String why) {
            reached(false);
        }
    }
}
