package dev.sotto.orchestrator.task.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Map;
import org.apache.commons.jexl3.JexlArithmetic;
import org.jspecify.annotations.Nullable;

/**
 * Decimal arithmetic, strict about null. JEXL's own turns {@code 129 / 2} into 64 and {@code 0.1 * 3} into
 * 0.30000000000000004; both would end up on somebody's card.
 */
final class ExactArithmetic extends JexlArithmetic {
    private static final int LONGEST_TEXT = 4_000;

    ExactArithmetic() {
        super(true, MathContext.DECIMAL64, -1);
    }

    @Override
    public Object add(@Nullable Object left, @Nullable Object right) {
        Object sum = super.add(exact(left), exact(right));
        if (sum instanceof String text && text.length() > LONGEST_TEXT) {
            throw new ArithmeticException("text too long");
        }
        return sum;
    }

    @Override
    public Object subtract(@Nullable Object left, @Nullable Object right) {
        return super.subtract(exact(left), exact(right));
    }

    @Override
    public Object multiply(@Nullable Object left, @Nullable Object right) {
        return super.multiply(exact(left), exact(right));
    }

    @Override
    public Object divide(@Nullable Object left, @Nullable Object right) {
        return super.divide(decimal(left), decimal(right));
    }

    /** {@code =~}: is among these, or is part of this text. Never a regular expression: the pattern could be a caller's. */
    @Override
    public Boolean contains(@Nullable Object container, @Nullable Object value) {
        if (container instanceof Collection<?> collection) {
            return collection.stream().anyMatch(item -> equals(item, value));
        }
        if (container instanceof Object[] array) {
            for (Object item : array) {
                if (equals(item, value)) {
                    return true;
                }
            }
            return false;
        }
        if (container instanceof Map<?, ?> map) {
            return map.containsKey(value);
        }
        return container != null && value != null && container.toString().contains(value.toString());
    }

    @Override
    public Iterable<?> createRange(@Nullable Object from, @Nullable Object to) {
        throw new ArithmeticException("ranges are not allowed");
    }

    private static @Nullable Object exact(@Nullable Object value) {
        return value instanceof Double || value instanceof Float ? decimal(value) : value;
    }

    private static @Nullable Object decimal(@Nullable Object value) {
        if (value instanceof BigDecimal || !(value instanceof Number number)) {
            return value;
        }
        return new BigDecimal(number.toString());
    }
}
