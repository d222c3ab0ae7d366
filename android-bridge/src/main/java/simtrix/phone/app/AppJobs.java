package simtrix.phone.app;

import android.app.job.JobInfo;
import android.app.job.JobScheduler;
import android.content.ComponentName;
import android.content.Context;
import android.os.Build;
import android.provider.CallLog;
import java.util.concurrent.TimeUnit;
import simtrix.phone.device.Jobs;
import simtrix.phone.device.NewerAndroid;

/** Asks Android's job scheduler, which outlives the process, the phone's sleep and its restart. */
final class AppJobs implements Jobs {

  static final int SEND = 1;
  static final int SEND_LATER = 2;
  static final int JUDGE = 3;
  static final int LOG_CHANGED = 4;
  static final int DAILY = 5;

  private static final long JUDGE_AFTER = TimeUnit.SECONDS.toMillis(12);
  private static final long FIRST_BACK_OFF = TimeUnit.SECONDS.toMillis(30);

  private final JobScheduler scheduler;
  private final ComponentName service;

  AppJobs(Context context) {
    this.scheduler = context.getSystemService(JobScheduler.class);
    this.service = new ComponentName(context, WakeUpJob.class);
  }

  @Override
  public void sendWhenOnline() {
    if (scheduler.getPendingJob(SEND) != null) {
      return;
    }
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S && scheduleExpedited()) {
      return;
    }
    scheduler.schedule(online(SEND).build());
  }

  @Override
  public void sendWhenOnline(long delayMillis) {
    scheduler.schedule(online(SEND_LATER).setMinimumLatency(Math.max(0, delayMillis)).build());
  }

  @Override
  public void judgeSoon() {
    if (scheduler.getPendingJob(JUDGE) == null) {
      scheduler.schedule(
          new JobInfo.Builder(JUDGE, service)
              .setMinimumLatency(JUDGE_AFTER)
              .setPersisted(true)
              .build());
    }
  }

  @Override
  public void watch() {
    if (scheduler.getPendingJob(LOG_CHANGED) == null) {
      scheduler.schedule(
          new JobInfo.Builder(LOG_CHANGED, service)
              .addTriggerContentUri(
                  new JobInfo.TriggerContentUri(
                      CallLog.Calls.CONTENT_URI,
                      JobInfo.TriggerContentUri.FLAG_NOTIFY_FOR_DESCENDANTS))
              .setTriggerContentUpdateDelay(JUDGE_AFTER)
              .setTriggerContentMaxDelay(5 * JUDGE_AFTER)
              .build());
    }
    if (scheduler.getPendingJob(DAILY) == null) {
      scheduler.schedule(
          new JobInfo.Builder(DAILY, service)
              .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
              .setPeriodic(TimeUnit.DAYS.toMillis(1))
              .setPersisted(true)
              .build());
    }
  }

  @NewerAndroid(Build.VERSION_CODES.S)
  private boolean scheduleExpedited() {
    return scheduler.schedule(online(SEND).setExpedited(true).build())
        == JobScheduler.RESULT_SUCCESS;
  }

  private JobInfo.Builder online(int id) {
    return new JobInfo.Builder(id, service)
        .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
        .setBackoffCriteria(FIRST_BACK_OFF, JobInfo.BACKOFF_POLICY_EXPONENTIAL)
        .setPersisted(true);
  }
}
