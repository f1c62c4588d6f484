package dev.sotto.gateway.call;

import java.util.ArrayList;
import java.util.List;

/** A voice that says one thing after the other, each for the same time, and writes down when. */
final class FakeVoice implements Saying.Voice {
    static final long MILLIS = 1_500;

    record Said(long beganMillis, long endedMillis, String words) {}

    final FakeAlarm alarm;
    final Saying saying;
    final List<Said> said = new ArrayList<>();
    private long freeMillis;

    FakeVoice(FakeAlarm alarm) {
        this.alarm = alarm;
        saying = new Saying(this, alarm);
    }

    @Override
    public void say(long speechId, String words, boolean interruptible) {
        long begins = Math.max(alarm.nowMillis(), freeMillis);
        freeMillis = begins + MILLIS;
        said.add(new Said(begins, freeMillis, words));
        alarm.after(freeMillis - alarm.nowMillis(), () -> saying.finished(speechId));
    }

    List<String> words() {
        return said.stream().map(Said::words).toList();
    }

    long longestSilenceMillis(long untilMillis) {
        long longest = 0;
        long silentSince = 0;
        for (Said each : said) {
            longest = Math.max(longest, each.beganMillis() - silentSince);
            silentSince = each.endedMillis();
        }
        return Math.max(longest, untilMillis - silentSince);
    }
}
