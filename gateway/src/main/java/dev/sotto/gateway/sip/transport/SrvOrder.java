package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.transport.DnsAnswers.Srv;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Orders SRV records as RFC 2782 says: lowest priority first, within one drawn by weight. */
final class SrvOrder {
    private final RandomGenerator random;

    SrvOrder(RandomGenerator random) {
        this.random = random;
    }

    List<Srv> sorted(List<Srv> records) {
        List<Srv> left = new ArrayList<>(records);
        // those without weight first, so that they have a small chance of being drawn
        left.sort(Comparator.comparingInt(Srv::priority).thenComparingInt(record -> record.weight() == 0 ? 0 : 1));
        List<Srv> drawn = new ArrayList<>(left.size());
        while (!left.isEmpty()) {
            drawn.add(left.remove(draw(left)));
        }
        return drawn;
    }

    /** Index of one of the records with the priority of the first. */
    private int draw(List<Srv> left) {
        int priority = left.get(0).priority();
        int same = 0;
        int sum = 0;
        while (same < left.size() && left.get(same).priority() == priority) {
            sum += left.get(same++).weight();
        }
        int mark = random.nextInt(sum + 1);
        int index = 0;
        for (int running = left.get(0).weight();
                running < mark;
                running += left.get(index).weight()) {
            index++;
        }
        return index;
    }
}
