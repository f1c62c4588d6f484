package dev.sotto.loadtest.centre;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * The same experiment in virtual time: the same drawn callers, stage times drawn from those measured, people who take what has waited
 * longest. It knows nothing that was not measured, and a report holds it against the real runs before it is believed.
 *
 * <pre>
 *   consult:   point -> waits on a screen -> CARD -> TELL -> heard -> CLOSE
 *   escalate:  point -> HAND_OVER -> queue -> HUMAN + TALK -> heard -> GOODBYE, then WRAP_UP without the caller
 * </pre>
 *
 * A caller whose patience ends before (consult) the answer or (escalate) the pick-up is gone. A card whose caller is gone, or whose
 * task has given up on it, costs the person who had it in hand the time until then.
 */
public final class Model {
    /** What the shop's task files allow a consult before their policy decides. */
    private static final double REFUND_SECONDS = 45;

    private static final double DAMAGED_SECONDS = 60 + 30;

    private Model() {}

    /**
     * Who serves, and how fast.
     *
     * @param delay how many times slower than measured people read, think, type and wrap up
     */
    public record Setting(Stages stages, int people, double delay) {
        public Setting {
            if (people < 1 || !(delay > 0)) {
                throw new IllegalArgumentException(people + " people, " + delay + " times slower");
            }
        }
    }

    /** Plays these callers. The same seed draws the same stage times in both arms, as far as both have them. */
    public static ArmRun play(Arm arm, List<PlannedCaller> callers, Setting setting, long seed) {
        List<Visit> visits = new ArrayList<>(callers.size());
        for (PlannedCaller caller : callers) {
            visits.add(new Visit(caller, setting, new SplittableRandom(seed * 1_299_709 + caller.index())));
        }
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int i = 0; i < setting.people(); i++) {
            free.add(0.0);
        }
        visits.stream()
                .filter(visit -> visit.caller.intent().consults() && !visit.leftBefore(visit.toPoint))
                .sorted(Comparator.comparingDouble(visit -> visit.began + visit.toPoint))
                .forEach(visit -> {
                    if (arm == Arm.CONSULT) {
                        visit.consult(free);
                    } else {
                        visit.escalate(free);
                    }
                });
        return ArmRun.modelled(
                arm, seed, setting.people(), visits.stream().map(Visit::course).toList());
    }

    /** One caller in the model. Seconds; those since the caller's beginning unless said. */
    private static final class Visit {
        private final PlannedCaller caller;
        private final double began;
        private final double leaves;
        private final double toPoint;
        private final double direct;
        private final double card;
        private final double tell;
        private final double close;
        private final double talk;
        private final double human;
        private final double goodbye;
        private final double wrapUp;
        private final double handOver;

        private boolean needed;
        private double taken = Course.NEVER;
        private double decided = Course.NEVER;
        private double heard = Course.NEVER;
        private double over;
        private double person;
        private double thought;
        private double queue;
        private Ending ending;

        Visit(PlannedCaller caller, Setting setting, SplittableRandom random) {
            this.caller = caller;
            Stages stages = setting.stages();
            began = seconds(caller.arrives());
            leaves = caller.hangsUp().map(Visit::seconds).orElse(Double.POSITIVE_INFINITY);
            toPoint = stages.of(Stage.TO_POINT).at(random.nextDouble());
            direct = stages.of(Stage.DIRECT).at(random.nextDouble());
            card = setting.delay() * stages.of(Stage.CARD).at(random.nextDouble());
            tell = stages.of(Stage.TELL).at(random.nextDouble());
            close = stages.of(Stage.CLOSE).at(random.nextDouble());
            talk = stages.of(Stage.TALK).at(random.nextDouble());
            human = setting.delay() * stages.of(Stage.HUMAN).at(random.nextDouble());
            goodbye = stages.of(Stage.GOODBYE).at(random.nextDouble());
            wrapUp = setting.delay() * stages.of(Stage.WRAP_UP).at(random.nextDouble());
            handOver = stages.of(Stage.HAND_OVER).at(random.nextDouble());
            heard = direct;
            over = direct + close;
            ending = Ending.RESOLVED;
        }

        boolean leftBefore(double moment) {
            return leaves <= moment;
        }

        void consult(PriorityQueue<Double> free) {
            needed = true;
            double limit = toPoint + (caller.intent() == Intent.REFUND ? REFUND_SECONDS : DAMAGED_SECONDS);
            double patience = Math.min(leaves, toPoint + seconds(caller.patience()));
            double gone = Math.min(limit, patience);
            double since = since(free);
            double start = Math.max(toPoint, since);
            if (start >= gone) {
                free.add(began + since);
            } else {
                taken = start;
                decided = start + card;
                person = Math.min(decided, gone) - start;
                thought = person;
                free.add(began + start + person);
            }
            if (start < gone && decided < gone) {
                resolved(decided + tell, close);
            } else {
                decided = Course.NEVER;
                unresolved(limit <= patience, patience);
                over = limit <= patience ? limit + tell + close : patience;
            }
        }

        void escalate(PriorityQueue<Double> free) {
            needed = true;
            double patience = Math.min(leaves, toPoint + seconds(caller.patience()));
            double arrived = toPoint + handOver;
            double since = since(free);
            double start = Math.max(arrived, since);
            queue = Math.max(0, Math.min(start, patience) - arrived);
            if (start >= patience) {
                free.add(began + since);
                unresolved(false, patience);
                over = patience;
                return;
            }
            taken = start;
            decided = start + human + talk;
            thought = human;
            resolved(decided, goodbye);
            double talked = Math.min(over, leaves) - start;
            person = talked + wrapUp;
            free.add(began + start + person);
        }

        private double since(PriorityQueue<Double> free) {
            Double next = free.poll();
            return next == null ? Double.POSITIVE_INFINITY : next - began;
        }

        private void resolved(double outcome, double rest) {
            heard = outcome;
            over = outcome + rest;
        }

        private void unresolved(boolean putOff, double patience) {
            heard = Course.NEVER;
            boolean left = patience >= leaves;
            ending = putOff ? Ending.PUT_OFF : left ? Ending.LEFT : Ending.GAVE_UP;
        }

        Course course() {
            if (leaves < over && !(heard <= leaves)) {
                heard = Course.NEVER;
                ending = Ending.LEFT;
            }
            over = Math.min(over, leaves);
            return new Course(
                    caller,
                    ending,
                    began,
                    needed ? toPoint : Course.NEVER,
                    taken,
                    decided,
                    heard,
                    over,
                    person,
                    thought,
                    queue,
                    Course.NEVER);
        }

        private static double seconds(Duration time) {
            return time.toNanos() / 1e9;
        }
    }

    /** The seeds' runs of one arm, {@code callers} counted ones each. */
    static List<ArmRun> replicates(Arm arm, Population population, Setting setting, int seeds) {
        List<ArmRun> runs = new ArrayList<>(seeds);
        for (int seed = 1; seed <= seeds; seed++) {
            runs.add(play(arm, CallerStream.draw(population, 1_000 + seed), setting, seed));
        }
        return runs;
    }

    /**
     * The highest load, in live calls per person, at which less than {@code losing} of all callers give up or are put off; empty when
     * even the least load loses more.
     */
    static Optional<Double> mostLivePerPerson(Arm arm, Population population, Setting setting, double losing) {
        double fits = 0;
        double low = 0.05 * setting.people();
        double high = 60.0 * setting.people();
        for (int i = 0; i < 14; i++) {
            double perMinute = Math.sqrt(low * high);
            ArmRun run = replicates(arm, population.withCallers(3_000, 100, perMinute), setting, 1)
                    .get(0);
            if (lost(run) < losing) {
                low = perMinute;
                fits = Metric.LIVE_PER_PERSON.of(run);
            } else {
                high = perMinute;
            }
        }
        return fits == 0 ? Optional.empty() : Optional.of(fits);
    }

    /** The fewest people with whom less than {@code losing} of all callers give up or are put off. */
    static int peopleFor(Arm arm, Population population, Setting setting, double losing) {
        int most = 1;
        while (most < 4_096 && !keeps(arm, population, setting, most, losing)) {
            most *= 2;
        }
        int least = most / 2 + 1;
        while (least < most) {
            int middle = (least + most) / 2;
            if (keeps(arm, population, setting, middle, losing)) {
                most = middle;
            } else {
                least = middle + 1;
            }
        }
        return most;
    }

    private static boolean keeps(Arm arm, Population population, Setting setting, int people, double losing) {
        Setting other = new Setting(setting.stages(), people, setting.delay());
        return replicates(arm, population, other, 2).stream()
                        .mapToDouble(Model::lost)
                        .average()
                        .orElse(1)
                < losing;
    }

    static double lost(ArmRun run) {
        return (double) (run.count(Ending.GAVE_UP) + run.count(Ending.PUT_OFF))
                / Math.max(1, run.counted().count());
    }
}
