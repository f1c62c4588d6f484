package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.acd.Arrival;
import dev.sotto.loadtest.acd.Booking;
import dev.sotto.loadtest.acd.ContactCentre;
import dev.sotto.loadtest.acd.ScreenPop;
import dev.sotto.loadtest.desk.Decisions;
import dev.sotto.loadtest.desk.HumanTimes;
import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.phone.Voice;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The escalating arm's people: on the phone, one call at a time, behind a queue; they see all that the assistant knew. */
final class PhonePeople implements People {
    private final ContactCentre centre;
    private final AtomicInteger served;

    private PhonePeople(ContactCentre centre, AtomicInteger served) {
        this.centre = centre;
        this.served = served;
    }

    static Future<PhonePeople> open(
            Vertx vertx,
            Voice voice,
            int people,
            HumanTimes times,
            Decisions decisions,
            ServerClient shop,
            Callers callers) {
        AtomicInteger served = new AtomicInteger();
        ContactCentre.Plan plan = ContactCentre.Plan.of(
                        people, times, decisions, arrival -> Future.succeededFuture(pop(arrival, callers)))
                .with(Booking.Systems.rest(shop))
                .with((callId, text) -> callers.call(callId).ifPresent(live -> live.caller.understood("agent", text)))
                .telling(call -> {
                    served.incrementAndGet();
                    callers.call(call.callId()).ifPresent(live -> {
                        live.servedUntil = Instant.now();
                        live.served = call;
                    });
                });
        return ContactCentre.open(vertx, voice, InetAddress.getLoopbackAddress(), plan)
                .map(centre -> new PhonePeople(centre, served));
    }

    /** What task files transfer to. */
    String uri() {
        return centre.uri("people");
    }

    private static ScreenPop pop(Arrival arrival, Callers callers) {
        Map<String, String> headers = arrival.headers();
        Map<String, String> facts = new HashMap<>();
        fact(facts, "order_number", headers.get("x-order"));
        fact(facts, "item", headers.get("x-items"));
        fact(facts, "total", headers.get("x-total"));
        fact(facts, "amount", headers.getOrDefault("x-total", "").replaceAll("[^0-9.]", ""));
        fact(facts, "delivered", headers.get("x-delivered"));
        int number = callers.call(headers.getOrDefault("x-conversation", ""))
                .map(live -> {
                    callers.also(arrival.callId(), live);
                    return live.number;
                })
                .orElse(-1);
        Map<String, String> answers =
                Map.of("reason", "it doesn't fit", "used", "yes", "damage", "the zip is broken", "boxed", "yes");
        return new ScreenPop(number, headers.getOrDefault("x-intent", ""), facts, answers, "");
    }

    private static void fact(Map<String, String> facts, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            facts.put(name, value);
        }
    }

    @Override
    public String doing() {
        return served.get() + " served";
    }

    @Override
    public Future<Void> leave() {
        return centre.close().mapEmpty();
    }
}
