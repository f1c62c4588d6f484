package dev.sotto.orchestrator.task.expression;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.apache.commons.jexl3.introspection.JexlPermissions;

/** What an expression may touch by reflection: nothing but the entries of maps and lists. */
final class ReadOnlyData implements JexlPermissions {
    @Override
    public boolean allow(Class<?> type) {
        return Map.class.isAssignableFrom(type) || List.class.isAssignableFrom(type);
    }

    @Override
    public boolean allow(Constructor<?> constructor) {
        return false;
    }

    @Override
    public boolean allow(Field field) {
        return false;
    }

    @Override
    public boolean allow(Method method) {
        return method.getName().equals("get")
                && method.getParameterCount() == 1
                && (Map.class.isAssignableFrom(method.getDeclaringClass())
                        || List.class.isAssignableFrom(method.getDeclaringClass()));
    }

    @Override
    public boolean allow(Package name) {
        return false;
    }

    @Override
    public JexlPermissions compose(String... source) {
        return this;
    }
}
