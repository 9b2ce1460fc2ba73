/// Installing the Helm chart, as `helm upgrade --install` would.
@NullMarked
package run.fibonacci.local.chart;

import org.jspecify.annotations.NullMarked;
